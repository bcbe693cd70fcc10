namespace AcpFleet.Checks.Plan;

/// <summary>Who carries the cluster's virtual address.</summary>
public enum VipMode
{
    /// <summary><c>external</c>: a load balancer that the site provides.</summary>
    External,

    /// <summary><c>self-built</c>: keepalived, which the installer deploys.</summary>
    SelfBuilt,

    /// <summary><c>none</c>: a single node that is reached by its own address.</summary>
    None,
}
