namespace AcpFleet.Protocol.Api;

/// <summary>A scan: <c>POST /api/v1/scans</c>, <c>GET /api/v1/scans/{id}</c>.</summary>
public sealed record ScanView
{
    public required string Id { get; init; }

    /// <summary>running or completed. A scan completes when every node is completed, offline or timed-out.</summary>
    public required string State { get; init; }

    /// <summary>requested, scheduled or first-report.</summary>
    public required string Trigger { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public required IReadOnlyList<ScanNodeView> Nodes { get; init; }
}
