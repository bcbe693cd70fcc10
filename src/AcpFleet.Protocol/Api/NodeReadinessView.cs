namespace AcpFleet.Protocol.Api;

/// <summary>One node's part in readiness. State: ready, not-ready, missing.</summary>
public sealed record NodeReadinessView(string NodeId, string Name, string State, int Blocking, int Advisories);
