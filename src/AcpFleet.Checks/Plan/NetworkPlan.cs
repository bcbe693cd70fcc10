using System.Collections.Immutable;
using System.Net;

namespace AcpFleet.Checks.Plan;

/// <summary><c>network</c> in the plan (网络资源, 参数说明).</summary>
public sealed record NetworkPlan
{
    public CniPlugin Cni { get; init; } = CniPlugin.KubeOvn;

    public IpFamily IpFamily { get; init; } = IpFamily.Ipv4;

    public VipPlan Vip { get; init; } = new();

    /// <summary>Addresses by which workload clusters of other networks reach the platform.</summary>
    public ImmutableArray<IPAddress> ExternalAddresses { get; init; } = [];

    /// <summary>Needed with IPv6 and with disaster recovery.</summary>
    public string? Domain { get; init; }

    /// <summary>平台访问地址: a domain or an address.</summary>
    public string? AccessAddress { get; init; }

    /// <summary>其他平台访问地址: domains or addresses.</summary>
    public ImmutableArray<string> OtherAccessAddresses { get; init; } = [];

    public AccessPorts Ports { get; init; } = new();

    /// <summary>The pods' network; one block per IP family. Empty: the installer's default.</summary>
    public ImmutableArray<IPNetwork> ClusterCidr { get; init; } = [];

    /// <summary>The services' network; one block per IP family. Empty: the installer's default.</summary>
    public ImmutableArray<IPNetwork> ServiceCidr { get; init; } = [];

    /// <summary>Kube-OVN's join network; one block per IP family. Empty: the installer's default.</summary>
    public ImmutableArray<IPNetwork> JoinCidr { get; init; } = [];

    /// <summary>Set when the container runtime's bridge (Docker's <c>bip</c>) was moved off its default range.</summary>
    public IPNetwork? RuntimeSubnet { get; init; }

    /// <summary>The nodes' network interface for Kube-OVN.</summary>
    public string? Nic { get; init; }

    /// <summary>Name servers that a remedy writes into resolv.conf.</summary>
    public ImmutableArray<IPAddress> Dns { get; init; } = [];
}
