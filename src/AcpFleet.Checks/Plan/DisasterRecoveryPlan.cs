namespace AcpFleet.Checks.Plan;

/// <summary><c>disasterRecovery</c> in the plan.</summary>
public sealed record DisasterRecoveryPlan
{
    public DisasterRecoveryRole Role { get; init; } = DisasterRecoveryRole.None;

    /// <summary>The other site's plan: its fleet name on the coordinator, or a file.</summary>
    public string? Peer { get; init; }
}
