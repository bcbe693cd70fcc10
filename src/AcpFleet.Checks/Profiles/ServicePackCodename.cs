namespace AcpFleet.Checks.Profiles;

/// <summary>The code name of a service pack; 0 is the release without one.</summary>
public sealed record ServicePackCodename(string Codename, int ServicePack);
