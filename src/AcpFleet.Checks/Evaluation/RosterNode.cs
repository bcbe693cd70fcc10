using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Plan;

namespace AcpFleet.Checks.Evaluation;

/// <summary>A reported node and the plan's node that it is.</summary>
internal sealed class RosterNode(NodeSnapshot node, PlanNode? planNode, bool isMember)
{
    public NodeSnapshot Node { get; } = node;

    public PlanNode? PlanNode { get; } = planNode;

    public bool IsMember { get; } = isMember;

    public NodeFactsView Facts => field ??= new NodeFactsView(Node.Facts);

    /// <summary>For messages about several nodes, which may bear one name: the name with the node's first global address.</summary>
    public string Label => field ??= MakeLabel();

    private string MakeLabel()
    {
        var name = Rules.Shown.Text(Node.Name);
        if (PlanNode is not null) return $"{name} ({PlanNode.Address})";
        foreach (var candidate in Facts.Network?.Interfaces ?? [])
        {
            if (candidate is { HasLoopback: true, Loopback: true }) continue;
            foreach (var address in candidate.Addresses)
            {
                if (address.Scope == "global") return $"{name} ({Rules.Shown.Text(address.Address)})";
            }
        }

        return $"{name} ({Rules.Shown.Text(Node.Id)})";
    }
}
