using System.Collections.Immutable;

namespace AcpFleet.Checks.Profiles;

/// <summary>One supported system with its tested kernels.</summary>
public sealed record OperatingSystemRequirement
{
    /// <summary>As the guide names it, for people: <c>RHEL 8.0–8.6</c>.</summary>
    public required string Name { get; init; }

    /// <summary>os-release ID.</summary>
    public required string OsId { get; init; }

    /// <summary><c>uname -m</c>: x86_64, aarch64.</summary>
    public required ImmutableArray<string> Architectures { get; init; }

    /// <summary>Lowest version, inclusive: <c>8.0</c>, <c>V10</c>.</summary>
    public required string VersionFrom { get; init; }

    /// <summary>Highest version, inclusive.</summary>
    public required string VersionTo { get; init; }

    /// <summary>The service pack, for systems that have them; null otherwise.</summary>
    public int? ServicePack { get; init; }

    public required TestedKernel Kernel { get; init; }
}
