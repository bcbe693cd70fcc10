using System.Collections.Immutable;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Evaluation;

/// <summary>Readiness from findings: a node is ready when no required check on it is fail or unknown.</summary>
internal static class Readiness
{
    private static readonly LocalizedText NoPlan = new(
        "no plan: judged as scenario multi-cluster, every node as control plane and installer, Kube-OVN, IPv4",
        "没有计划：按 multi-cluster 场景判断，所有节点视为控制平面兼安装节点，CNI 为 Kube-OVN，网络为 IPv4");

    public static FleetEvaluation Summarise(FleetSnapshot snapshot, FleetRoster roster, ImmutableArray<Finding> findings)
    {
        var counts = new Dictionary<string, (int Blocking, int Advisories)>(StringComparer.Ordinal);
        var fleetBlocking = 0;
        foreach (var finding in findings)
        {
            if (finding.Outcome is not (Outcome.Fail or Outcome.Unknown)) continue;
            if (finding.Subject is not { Kind: SubjectKind.Node, NodeId: { } id })
            {
                if (finding.Blocks) fleetBlocking++;
                continue;
            }

            var (blocking, advisories) = counts.GetValueOrDefault(id);
            counts[id] = finding.Blocks ? (blocking + 1, advisories) : (blocking, advisories + 1);
        }

        var nodes = ImmutableArray.CreateBuilder<NodeReadiness>(roster.All.Length + roster.Missing.Length);
        var ready = roster.Members.Length > 0 && roster.Missing.IsEmpty && fleetBlocking == 0;
        foreach (var node in roster.All)
        {
            var (blocking, advisories) = counts.GetValueOrDefault(node.Node.Id);
            var state = blocking == 0 ? NodeState.Ready : NodeState.NotReady;
            nodes.Add(new NodeReadiness(node.Node.Id, node.Node.Name, state, blocking, advisories) { InPlan = node.IsMember });
            if (node.IsMember) ready &= state == NodeState.Ready;
        }

        foreach (var missing in roster.Missing) nodes.Add(new NodeReadiness(missing.Name, missing.Name, NodeState.Missing, 0, 0));
        return new FleetEvaluation
        {
            Findings = findings,
            Nodes = nodes.ToImmutable(),
            FleetBlocking = fleetBlocking,
            Ready = ready,
            Assumptions = snapshot.Plan is null ? NoPlan : NotPlanned(roster),
        };
    }

    private static LocalizedText? NotPlanned(FleetRoster roster)
    {
        var others = roster.All.Where(node => !node.IsMember).Select(node => node.Label).ToList();
        if (others.Count == 0) return null;
        var names = Rules.TextList.Names(others);
        return new LocalizedText(
            $"not in the plan, so judged as control plane and installer and left out of the fleet's readiness: {names.En}",
            $"以下节点不在计划中，按控制平面兼安装节点判断，且不计入集群就绪状态：{names.Zh}");
    }
}
