namespace AcpFleet.Checks.Plan;

/// <summary>The site's part in disaster recovery (global 集群灾难恢复).</summary>
public enum DisasterRecoveryRole
{
    /// <summary><c>none</c>.</summary>
    None,

    /// <summary><c>primary</c>.</summary>
    Primary,

    /// <summary><c>standby</c>.</summary>
    Standby,
}
