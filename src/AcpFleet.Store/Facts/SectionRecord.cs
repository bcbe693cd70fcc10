using AcpFleet.Protocol.V1;

namespace AcpFleet.Store.Facts;

/// <summary>One stored section of a node's facts. When it was last confirmed is the node's: a heartbeat confirms all.</summary>
public sealed record SectionRecord
{
    public required string NodeId { get; init; }

    public required SectionKind Kind { get; init; }

    /// <summary>SHA-256 by the agent's reckoning, 32 bytes.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>The serialised <see cref="Section"/>.</summary>
    public required byte[] Content { get; init; }

    /// <summary>When a section with this digest was first committed, coordinator's clock.</summary>
    public required DateTimeOffset StoredAt { get; init; }
}
