namespace AcpFleet.Checks.Plan;

/// <summary><c>package</c> in the plan: the Core Package.</summary>
public sealed record PackagePlan
{
    public PackageArchitecture Architecture { get; init; } = PackageArchitecture.X8664;

    /// <summary>Where it is unpacked on the installer node: an absolute path.</summary>
    public string InstallDirectory { get; init; } = "/root/cpaas-install";
}
