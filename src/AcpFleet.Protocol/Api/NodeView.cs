namespace AcpFleet.Protocol.Api;

/// <summary>A node in <c>GET /api/v1/nodes</c> and <c>GET /api/v1/nodes/{node}</c>.</summary>
public sealed record NodeView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Hostname { get; init; }

    /// <summary>The peer address of the last connection.</summary>
    public string? Address { get; init; }

    /// <summary>ready, not-ready or missing.</summary>
    public required string State { get; init; }

    public required bool Connected { get; init; }

    /// <summary>Facts older than three missed intervals.</summary>
    public required bool Stale { get; init; }

    public string? AgentVersion { get; init; }

    /// <summary>What the node's own policy lets the coordinator do: observe. Null until the agent has said it to this coordinator process.</summary>
    public string? Policy { get; init; }

    /// <summary>Why that is not what the node's policy file says; null when it is.</summary>
    public string? PolicyProblem { get; init; }

    public string? OperatingSystem { get; init; }

    public string? Kernel { get; init; }

    public string? Architecture { get; init; }

    public int Blocking { get; init; }

    public int Advisories { get; init; }

    public DateTimeOffset? EnrolledAt { get; init; }

    /// <summary>Last message of any kind, coordinator's clock.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>Last complete collection, coordinator's clock, even when nothing had changed.</summary>
    public DateTimeOffset? LastScanAt { get; init; }

    /// <summary>Node's clock minus the coordinator's, seconds; null until measured.</summary>
    public double? ClockOffsetSeconds { get; init; }

    /// <summary>± seconds.</summary>
    public double? ClockUncertaintySeconds { get; init; }

    /// <summary>before or after.</summary>
    public string Phase { get; init; } = "before";

    public IReadOnlyList<SectionView> Sections { get; init; } = [];
}
