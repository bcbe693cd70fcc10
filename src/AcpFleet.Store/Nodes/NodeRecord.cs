using AcpFleet.Checks.Evaluation;

namespace AcpFleet.Store.Nodes;

/// <summary>An enrolled node as the coordinator remembers it.</summary>
public sealed record NodeRecord
{
    /// <summary>Agent id, a UUID in its 36-character form.</summary>
    public required string Id { get; init; }

    public string? Hostname { get; init; }

    public string? MachineId { get; init; }

    public string? BootId { get; init; }

    /// <summary>Peer address of the last connection.</summary>
    public string? Address { get; init; }

    public string? AgentVersion { get; init; }

    public NodePhase Phase { get; init; }

    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>Last message of any kind, coordinator's clock.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>When the node last confirmed that its stored sections are how it is, coordinator's clock.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The collection that was confirmed, by the node's clock.</summary>
    public DateTimeOffset? CollectedAt { get; init; }

    /// <summary>Highest sequence of a report that was committed.</summary>
    public ulong LastSequence { get; init; }

    /// <summary>Reports the agent dropped from a full spool, by its own count.</summary>
    public ulong DroppedReports { get; init; }

    public ClockMeasurement? Clock { get; init; }

    /// <summary>When trust in the node was withdrawn; null while it is trusted.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}
