namespace AcpFleet.Agent.Policy;

/// <summary>What the administrator of a node lets a coordinator do to it.</summary>
internal enum PolicyMode
{
    /// <summary>Nothing but read.</summary>
    Observe,
}
