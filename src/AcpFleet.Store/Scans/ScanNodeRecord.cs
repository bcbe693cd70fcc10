namespace AcpFleet.Store.Scans;

/// <summary>One node's part in a scan.</summary>
public sealed record ScanNodeRecord
{
    public required string NodeId { get; init; }

    public required string Name { get; init; }

    public required ScanNodeState State { get; init; }

    /// <summary>By the node's own account.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Names of the sections that had changed.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];
}
