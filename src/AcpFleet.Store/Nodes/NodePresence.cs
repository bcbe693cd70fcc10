namespace AcpFleet.Store.Nodes;

/// <summary>What heartbeats say of a node; written in batches, for nothing of it is acknowledged.</summary>
/// <param name="LastSeenAt">Coordinator's clock.</param>
/// <param name="ConfirmedAt">Coordinator's clock; null leaves what is stored.</param>
/// <param name="CollectedAt">Node's clock; null leaves what is stored.</param>
/// <param name="DroppedReports">The agent's count.</param>
public sealed record NodePresence(string NodeId, DateTimeOffset LastSeenAt, DateTimeOffset? ConfirmedAt, DateTimeOffset? CollectedAt, ulong DroppedReports);
