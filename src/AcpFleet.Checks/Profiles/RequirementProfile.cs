using System.Collections.Immutable;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Profiles;

/// <summary>
/// The numbers and lists of one ACP version: what the checks compare with. Read from JSON by
/// <see cref="RequirementProfileReader"/>; a profile may name a base, of which it changes what it says otherwise.
/// </summary>
public sealed record RequirementProfile
{
    /// <summary>For example <c>acp-4.1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the profile that this one inherits from; null for one that stands alone.</summary>
    public string? Base { get; init; }

    /// <summary>For people.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>Which issue of the vendor's document the numbers come from.</summary>
    public required string DocumentRevision { get; init; }

    /// <summary>支持的操作系统和内核: what passes.</summary>
    public required ImmutableArray<OperatingSystemRequirement> OperatingSystems { get; init; }

    /// <summary>How to tell the version of the distributions that the profile knows, and what it says against some.</summary>
    public required ImmutableArray<DistributionKnowledge> Distributions { get; init; }

    public required KernelRequirement Kernel { get; init; }

    public required HostnameRequirement Hostname { get; init; }

    public required HostsRequirement Hosts { get; init; }

    public required ResolverRequirement Resolver { get; init; }

    public required PortRequirement Ports { get; init; }

    public required ConflictingPackageRequirement ConflictingPackages { get; init; }

    public required ClockRequirement Clock { get; init; }
}
