namespace AcpFleet.Checks.Plan;

/// <summary><c>ssh</c> in the plan: how the installer reaches the nodes.</summary>
public sealed record SshPlan
{
    public string User { get; init; } = "root";

    public int Port { get; init; } = 22;
}
