namespace AcpFleet.Protocol.Api;

/// <summary>An entry of <c>GET /api/v1/findings/history</c>, newest first.</summary>
public sealed record FindingEventView
{
    /// <summary>Counts up; <c>?before=ID</c> asks for the page after it.</summary>
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>appeared, outcome-changed or disappeared.</summary>
    public required string Kind { get; init; }

    public required string Check { get; init; }

    /// <summary>fleet, node:ID or pair:ID&gt;ID.</summary>
    public required string Subject { get; init; }

    public string? NodeId { get; init; }

    public string? OtherNodeId { get; init; }

    /// <summary>required or advisory.</summary>
    public required string Severity { get; init; }

    /// <summary>Outcome before; absent when it appeared.</summary>
    public string? From { get; init; }

    /// <summary>Outcome after; absent when it disappeared.</summary>
    public string? To { get; init; }
}
