using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Profiles;

/// <summary>A service pack that the guide warns of, and why; 0 is the release without one.</summary>
public sealed record RefusedServicePack(int ServicePack, LocalizedText Reason);
