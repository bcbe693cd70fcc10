namespace AcpFleet.Checks.Plan;

/// <summary>The guide's three installation scenarios (容量规划).</summary>
public enum PlanScenario
{
    /// <summary><c>single-node</c>: one node, for a trial of functions.</summary>
    SingleNode,

    /// <summary><c>single-cluster</c>: the <c>global</c> cluster carries the applications too.</summary>
    SingleCluster,

    /// <summary><c>multi-cluster</c>: the <c>global</c> cluster manages workload clusters.</summary>
    MultiCluster,
}
