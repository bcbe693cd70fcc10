namespace AcpFleet.Protocol.Api;

/// <summary><c>GET /api/v1/plan</c>: the stored plan's text as it was given, or null when the fleet has none.</summary>
public sealed record PlanView(string? Name, string? Text, DateTimeOffset? StoredAt);
