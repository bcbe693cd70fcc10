namespace AcpFleet.Store.Tokens;

/// <summary>What an enrolling node says of itself.</summary>
public sealed record NewNode(string Hostname, string MachineId, string AgentVersion, string Address);
