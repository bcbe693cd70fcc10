namespace AcpFleet.Coordinator.Access;

/// <summary>Who may call.</summary>
internal enum Caller
{
    /// <summary>Whoever reaches the port.</summary>
    Anyone,

    /// <summary>An agent, by its certificate.</summary>
    Agent,

    /// <summary>Whoever holds the admin token.</summary>
    Administrator,
}
