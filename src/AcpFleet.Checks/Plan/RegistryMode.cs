namespace AcpFleet.Checks.Plan;

/// <summary>Where the images are.</summary>
public enum RegistryMode
{
    /// <summary><c>platform</c>: the registry that the platform deploys.</summary>
    Platform,

    /// <summary><c>external</c>: a registry of the site.</summary>
    External,
}
