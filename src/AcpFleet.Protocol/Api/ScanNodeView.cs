namespace AcpFleet.Protocol.Api;

/// <summary>One node of a scan. State: pending, collecting, completed, offline, timed-out.</summary>
public sealed record ScanNodeView
{
    public required string NodeId { get; init; }

    public required string Name { get; init; }

    public required string State { get; init; }

    /// <summary>Milliseconds the node's collection took, by its own account.</summary>
    public double? TookMs { get; init; }

    /// <summary>Sections that had changed.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];
}
