namespace AcpFleet.Checks.Plan;

/// <summary>The cluster's network protocol. It can never change after the installation (参数说明 集群网络协议).</summary>
public enum IpFamily
{
    /// <summary><c>ipv4</c>.</summary>
    Ipv4,

    /// <summary><c>ipv6</c>.</summary>
    Ipv6,

    /// <summary><c>dual</c>: both, IPv4 first.</summary>
    Dual,
}
