namespace AcpFleet.Coordinator.Access;

/// <summary>The endpoints a connection can come in by; set on each connection.</summary>
internal enum Listener
{
    /// <summary>gRPC for agents, HTTP/2 only.</summary>
    Agents,

    /// <summary>REST for people and their tools.</summary>
    People,
}
