using AcpFleet.Checks.Model;

namespace AcpFleet.Store.Findings;

/// <summary>One entry of the findings' history.</summary>
public sealed record FindingEvent
{
    /// <summary>Counts up over the whole fleet; 1 is the first.</summary>
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required FindingEventKind Kind { get; init; }

    public required string CheckId { get; init; }

    public required string SubjectKey { get; init; }

    public string? NodeId { get; init; }

    public string? OtherNodeId { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>Null when it appeared.</summary>
    public Outcome? From { get; init; }

    /// <summary>Null when it disappeared.</summary>
    public Outcome? To { get; init; }
}
