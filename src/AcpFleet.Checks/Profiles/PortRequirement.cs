using System.Collections.Immutable;

namespace AcpFleet.Checks.Profiles;

/// <summary>节点检查, 节点网络: TCP ports that nobody may hold before the installation.</summary>
public sealed record PortRequirement
{
    public required ImmutableArray<PortRange> ControlPlane { get; init; }

    /// <summary>On the node where setup.sh runs, which is a control-plane node besides.</summary>
    public required ImmutableArray<PortRange> Installer { get; init; }

    public required ImmutableArray<PortRange> Worker { get; init; }

    public required ImmutableArray<PortRange> KubeOvn { get; init; }

    public required ImmutableArray<PortRange> Calico { get; init; }
}
