namespace AcpFleet.Coordinator.Access;

/// <summary>The agent that a request comes from, proven by its certificate.</summary>
internal sealed record AgentCaller(string NodeId);
