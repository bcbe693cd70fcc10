namespace AcpFleet.Protocol.Api;

/// <summary>Body of <c>POST /api/v1/tokens</c>.</summary>
/// <param name="MaxUses">1 to 10,000; default 1.</param>
/// <param name="LifetimeSeconds">60 to 86,400; default 1,800.</param>
/// <param name="Note">For people, at most 200 characters.</param>
public sealed record TokenRequestBody(int? MaxUses, int? LifetimeSeconds, string? Note);
