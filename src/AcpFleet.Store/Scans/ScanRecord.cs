namespace AcpFleet.Store.Scans;

/// <summary>One round of collecting.</summary>
public sealed record ScanRecord
{
    public required string Id { get; init; }

    public required ScanTrigger Trigger { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>In order of their names.</summary>
    public required IReadOnlyList<ScanNodeRecord> Nodes { get; init; }
}
