namespace AcpFleet.Protocol.Api;

/// <summary>A finding in <c>GET /api/v1/findings</c>.</summary>
public sealed record FindingView
{
    public required string Check { get; init; }

    public required TextView Title { get; init; }

    /// <summary>node, pair or fleet.</summary>
    public required string SubjectKind { get; init; }

    public string? NodeId { get; init; }

    public string? NodeName { get; init; }

    public string? OtherNodeId { get; init; }

    public string? OtherNodeName { get; init; }

    /// <summary>pass, fail, unknown, not-applicable, waived.</summary>
    public required string Outcome { get; init; }

    /// <summary>required or advisory.</summary>
    public required string Severity { get; init; }

    public required TextView Expected { get; init; }

    public required TextView Actual { get; init; }

    public TextView? Problem { get; init; }

    public TextView? Hint { get; init; }

    public TextView? Note { get; init; }

    public bool RebootPending { get; init; }

    public WaiverView? Waiver { get; init; }

    /// <summary>The guide's heading.</summary>
    public required string Source { get; init; }

    public string? Remedy { get; init; }

    /// <summary>When the present outcome's finding was first seen.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When outcome or evidence last changed.</summary>
    public required DateTimeOffset LastChangedAt { get; init; }
}
