namespace AcpFleet.Protocol.Api;

/// <summary><c>GET /api/v1/readiness</c>.</summary>
public sealed record ReadinessView
{
    public required string Fleet { get; init; }

    public required bool Ready { get; init; }

    public required string Profile { get; init; }

    public required IReadOnlyList<NodeReadinessView> Nodes { get; init; }

    public required int FleetBlocking { get; init; }

    /// <summary>What was assumed because no plan says otherwise.</summary>
    public TextView? Assumptions { get; init; }

    public required DateTimeOffset EvaluatedAt { get; init; }
}
