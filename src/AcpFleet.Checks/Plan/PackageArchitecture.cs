namespace AcpFleet.Checks.Plan;

/// <summary>Which Core Package is planned (下载).</summary>
public enum PackageArchitecture
{
    /// <summary><c>x86_64</c>.</summary>
    X8664,

    /// <summary><c>aarch64</c>.</summary>
    Aarch64,

    /// <summary><c>hybrid</c>: the images of both.</summary>
    Hybrid,
}
