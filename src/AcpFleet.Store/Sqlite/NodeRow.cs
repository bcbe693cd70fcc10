using AcpFleet.Checks.Evaluation;
using AcpFleet.Store.Nodes;

namespace AcpFleet.Store.Sqlite;

/// <summary>A row of nodes.</summary>
internal sealed class NodeRow
{
    public string Id { get; init; } = "";

    public string? Hostname { get; init; }

    public string? MachineId { get; init; }

    public string? BootId { get; init; }

    public string? Address { get; init; }

    public string? AgentVersion { get; init; }

    public NodePhase Phase { get; init; }

    public DateTimeOffset EnrolledAt { get; init; }

    public DateTimeOffset? LastSeenAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? CollectedAt { get; init; }

    public long LastSequence { get; init; }

    public long DroppedReports { get; init; }

    public long? ClockOffsetTicks { get; init; }

    public long? ClockUncertaintyTicks { get; init; }

    public int ClockSamples { get; init; }

    public DateTimeOffset? ClockMeasuredAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public NodeRecord ToRecord() => new()
    {
        Id = Id,
        Hostname = Hostname,
        MachineId = MachineId,
        BootId = BootId,
        Address = Address,
        AgentVersion = AgentVersion,
        Phase = Phase,
        EnrolledAt = EnrolledAt,
        LastSeenAt = LastSeenAt,
        ConfirmedAt = ConfirmedAt,
        CollectedAt = CollectedAt,
        LastSequence = unchecked((ulong)LastSequence),
        DroppedReports = unchecked((ulong)DroppedReports),
        Clock = ClockOffsetTicks is { } offset && ClockMeasuredAt is { } at
            ? new ClockMeasurement(TimeSpan.FromTicks(offset), TimeSpan.FromTicks(ClockUncertaintyTicks ?? 0), ClockSamples, at)
            : null,
        RevokedAt = RevokedAt,
    };
}
