using AcpFleet.Checks.Plan;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Evaluation;

/// <summary>What a node is called: the plan's name where the plan holds it (by an address, else by its host name), else its host name.</summary>
public static class NodeNaming
{
    /// <param name="facts">What the node reported.</param>
    /// <param name="hostname">What it called itself.</param>
    /// <param name="plan">Null: there is none.</param>
    public static string NameOf(NodeFacts facts, string hostname, FleetPlan? plan) =>
        PlanIndex.Of(plan)?.Find(new NodeSnapshot { Id = hostname, Name = hostname, Facts = facts })?.Name ?? hostname;
}
