namespace AcpFleet.Checks.Plan;

/// <summary><c>isv</c> in the plan: what the applications need on top, per node.</summary>
public sealed record IsvPlan
{
    /// <summary>Cores.</summary>
    public int Cpu { get; init; }

    /// <summary>GB.</summary>
    public int MemoryGb { get; init; }
}
