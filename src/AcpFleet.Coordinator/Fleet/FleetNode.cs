using AcpFleet.Protocol.V1;
using AcpFleet.Store.Nodes;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>A node as it is in memory; a new one takes its place at each change.</summary>
internal sealed record FleetNode
{
    public required NodeRecord Record { get; init; }

    public NodeSections Sections { get; init; } = NodeSections.Empty;

    public bool Connected { get; init; }

    /// <summary>The node's own policy by its last hello; null before one, and from agents that do not say.</summary>
    public PolicyState? Policy { get; init; }

    /// <summary>Heartbeats changed what the store has not seen yet.</summary>
    public bool PresenceUnsaved { get; init; }

    public string Id => Record.Id;

    /// <summary>The hostname, or the id while none is known.</summary>
    public string Hostname => Record.Hostname is { Length: > 0 } name ? name : Record.Id;
}
