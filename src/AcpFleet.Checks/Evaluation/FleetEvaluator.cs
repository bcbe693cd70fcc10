using System.Collections.Immutable;
using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Evaluation;

/// <summary>
/// Judges a fleet: every check on every node, the nodes against each other, the plan, waivers, readiness.
/// A pure function of its arguments: safe to call from several threads.
/// </summary>
public static class FleetEvaluator
{
    /// <summary>Everything at once: <see cref="EvaluateNode"/> of every node, <see cref="EvaluateFleetChecks"/>, <see cref="Summarise"/>.</summary>
    public static FleetEvaluation Evaluate(FleetSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var roster = new FleetRoster(snapshot);
        var findings = ImmutableArray.CreateBuilder<Finding>((roster.All.Length * CheckRegistry.NodeChecks.Length) + CheckRegistry.FleetChecks.Length);
        foreach (var node in roster.All) NodeEvaluation.Run(node.Node, node.PlanNode, snapshot, CheckRegistry.NodeChecks, findings);
        FleetEvaluationRun.Run(snapshot, roster, CheckRegistry.FleetChecks, findings);
        return Readiness.Summarise(snapshot, roster, findings.DrainToImmutable());
    }

    /// <summary>The node checks of one node, in the order of their ids: what changes when that node alone reports.</summary>
    /// <param name="node">The node to judge.</param>
    /// <param name="snapshot">Plan, profile and moment; its node list is not looked at.</param>
    public static ImmutableArray<Finding> EvaluateNode(NodeSnapshot node, FleetSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(snapshot);
        var findings = ImmutableArray.CreateBuilder<Finding>(CheckRegistry.NodeChecks.Length);
        NodeEvaluation.Run(node, PlanIndex.Of(snapshot.Plan)?.Find(node), snapshot, CheckRegistry.NodeChecks, findings);
        return findings.DrainToImmutable();
    }

    /// <summary>The checks of nodes against each other and of the plan, in the order of their ids.</summary>
    public static ImmutableArray<Finding> EvaluateFleetChecks(FleetSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        FleetEvaluationRun.Run(snapshot, new FleetRoster(snapshot), CheckRegistry.FleetChecks, findings);
        return findings.DrainToImmutable();
    }

    /// <summary>Readiness from findings that were made before by the other two methods, for the same snapshot.</summary>
    /// <param name="snapshot">The nodes and the plan.</param>
    /// <param name="findings">Of every node of the snapshot, and of the fleet checks.</param>
    public static FleetEvaluation Summarise(FleetSnapshot snapshot, ImmutableArray<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Readiness.Summarise(snapshot, new FleetRoster(snapshot), findings);
    }
}
