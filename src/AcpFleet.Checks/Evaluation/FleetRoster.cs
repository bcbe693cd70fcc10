using System.Collections.Immutable;
using AcpFleet.Checks.Plan;

namespace AcpFleet.Checks.Evaluation;

/// <summary>Which reported nodes are the fleet, and which planned ones have not reported.</summary>
internal sealed class FleetRoster
{
    private readonly Dictionary<string, RosterNode> _byId = new(StringComparer.Ordinal);

    public FleetRoster(FleetSnapshot snapshot)
    {
        var index = PlanIndex.Of(snapshot.Plan);
        var nodes = ImmutableArray.CreateBuilder<RosterNode>(snapshot.Nodes.Length);
        var reported = new HashSet<PlanNode>(ReferenceEqualityComparer.Instance);
        foreach (var snapshotNode in snapshot.Nodes)
        {
            var planNode = index?.Find(snapshotNode);
            if (planNode is not null) reported.Add(planNode);
            var node = new RosterNode(snapshotNode, planNode, index is null || planNode is not null);
            nodes.Add(node);
            _byId.TryAdd(snapshotNode.Id, node);
        }

        All = nodes.ToImmutable();
        Members = index is null ? All : [.. All.Where(node => node.IsMember)];
        Missing = snapshot.Plan is null ? [] : [.. snapshot.Plan.Nodes.Where(node => !reported.Contains(node))];
    }

    /// <summary>Every reported node, in the snapshot's order.</summary>
    public ImmutableArray<RosterNode> All { get; }

    /// <summary>Those that the plan holds; without a plan all.</summary>
    public ImmutableArray<RosterNode> Members { get; }

    /// <summary>In the plan, not reported.</summary>
    public ImmutableArray<PlanNode> Missing { get; }

    public RosterNode? Find(string id) => _byId.GetValueOrDefault(id);
}
