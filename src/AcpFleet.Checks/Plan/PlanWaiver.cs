namespace AcpFleet.Checks.Plan;

/// <summary>One of <c>waivers</c>: a finding that a named operator accepts until a date.</summary>
public sealed record PlanWaiver
{
    /// <summary>Check id.</summary>
    public required string Check { get; init; }

    /// <summary>A node's name in the plan; null: every node, and the fleet.</summary>
    public string? Node { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public required DateOnly Until { get; init; }

    public required string By { get; init; }

    public required string Reason { get; init; }
}
