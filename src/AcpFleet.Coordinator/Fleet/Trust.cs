namespace AcpFleet.Coordinator.Fleet;

/// <summary>Whether an agent that proved who it is may speak.</summary>
internal enum Trust
{
    Trusted,
    Unknown,
    Revoked,
}
