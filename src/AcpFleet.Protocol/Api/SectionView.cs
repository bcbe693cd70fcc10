namespace AcpFleet.Protocol.Api;

/// <summary>How one section of a node's facts was collected.</summary>
public sealed record SectionView
{
    /// <summary>os, kernel, network, time, packages, memory.</summary>
    public required string Kind { get; init; }

    /// <summary>Lower-case hex SHA-256 of the content.</summary>
    public required string Digest { get; init; }

    /// <summary>Node's clock.</summary>
    public DateTimeOffset? CollectedAt { get; init; }

    /// <summary>Milliseconds.</summary>
    public double? TookMs { get; init; }

    /// <summary>When the coordinator committed it.</summary>
    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>Bytes on the wire, before compression.</summary>
    public required int Bytes { get; init; }

    /// <summary>What could not be read: "source: detail".</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];
}
