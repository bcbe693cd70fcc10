using System.Collections.Immutable;

namespace AcpFleet.Checks.Profiles;

/// <summary>节点检查, 节点网络, and 配置 Search Domain.</summary>
public sealed record ResolverRequirement
{
    /// <summary>First octet that no IPv4 name server may have.</summary>
    public required int RefusedFirstOctet { get; init; }

    /// <summary>Where systemd-resolved listens: such a name server means that it is in use.</summary>
    public required ImmutableArray<string> StubAddresses { get; init; }

    /// <summary>The resolver's limit of search domains.</summary>
    public required int DomainCountLimit { get; init; }

    /// <summary>How many of them are kept for the cluster: there must be fewer than the limit less these.</summary>
    public required int ReservedDomains { get; init; }

    /// <summary>Characters of one domain.</summary>
    public required int MaxDomainLength { get; init; }

    /// <summary>Characters of all domains and the spaces between them.</summary>
    public required int MaxTotalLength { get; init; }
}
