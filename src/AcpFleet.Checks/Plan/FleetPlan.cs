namespace AcpFleet.Checks.Plan;

/// <summary>fleet.yaml: what the cluster should be.</summary>
public sealed record FleetPlan
{
    public required string Name { get; init; }
}
