using System.Collections.Immutable;

namespace AcpFleet.Checks.Profiles;

/// <summary>How the exact version of a distribution is told, and which of its versions the guide warns of.</summary>
public sealed record DistributionKnowledge
{
    /// <summary>os-release ID.</summary>
    public required string OsId { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Release files that hold the minor version where os-release gives the major one only, best first.</summary>
    public ImmutableArray<string> VersionFiles { get; init; } = [];

    /// <summary>Release files that name the service pack (<c>SP3</c>) or its code name.</summary>
    public ImmutableArray<string> ServicePackFiles { get; init; } = [];

    /// <summary>Code names of service packs.</summary>
    public ImmutableArray<ServicePackCodename> ServicePackCodenames { get; init; } = [];

    /// <summary>Service packs that the guide warns of.</summary>
    public ImmutableArray<RefusedServicePack> RefusedServicePacks { get; init; } = [];

    /// <summary>Words of the pretty name that mark an edition which is not the supported one.</summary>
    public ImmutableArray<string> RefusedEditions { get; init; } = [];

    /// <summary>Kernel packages whose presence fails, with why; null for none.</summary>
    public RefusedKernelPackages? RefusedKernelPackages { get; init; }
}
