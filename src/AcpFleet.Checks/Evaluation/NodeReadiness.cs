namespace AcpFleet.Checks.Evaluation;

/// <summary>Readiness of one node and how it comes about.</summary>
/// <param name="NodeId">Agent id; for a missing node the plan's name.</param>
/// <param name="Name">For people.</param>
/// <param name="Blocking">Required checks on it that fail or are unknown.</param>
/// <param name="Advisories">Advisory checks on it that fail or are unknown.</param>
public sealed record NodeReadiness(string NodeId, string Name, NodeState State, int Blocking, int Advisories)
{
    /// <summary>False: the plan does not hold the node, and it does not count for the fleet. True without a plan.</summary>
    public bool InPlan { get; init; } = true;
}
