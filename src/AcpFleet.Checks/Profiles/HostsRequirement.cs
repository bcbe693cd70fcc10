namespace AcpFleet.Checks.Profiles;

/// <summary>节点检查, 节点网络: /etc/hosts.</summary>
public sealed record HostsRequirement
{
    /// <summary>What localhost's first IPv4 address must be.</summary>
    public required string LocalhostAddress { get; init; }
}
