namespace AcpFleet.Checks.Evaluation;

/// <summary>A node's part in the fleet's readiness.</summary>
public enum NodeState
{
    Ready,
    NotReady,

    /// <summary>In the plan, but no agent has reported.</summary>
    Missing,
}
