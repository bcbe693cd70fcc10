namespace AcpFleet.Checks.Plan;

/// <summary><c>storage</c> in the plan: local storage that needs lvm2.</summary>
public sealed record StoragePlan
{
    public bool Topolvm { get; init; }

    public bool Rook { get; init; }
}
