using System.Net;

namespace AcpFleet.Checks.Plan;

/// <summary><c>network.vip</c>: the cluster's virtual address (参数说明 集群地址).</summary>
public sealed record VipPlan
{
    /// <summary>Null with <see cref="VipMode.None"/> only.</summary>
    public IPAddress? Address { get; init; }

    public VipMode Mode { get; init; } = VipMode.None;

    /// <summary>VRRP's virtual router id, 1 to 255; with <see cref="VipMode.SelfBuilt"/>.</summary>
    public int? Vrid { get; init; }
}
