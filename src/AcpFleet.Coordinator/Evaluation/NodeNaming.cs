using System.Net;
using AcpFleet.Checks.Plan;
using AcpFleet.Coordinator.Fleet;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Coordinator.Evaluation;

/// <summary>What a node is called: the plan's name where the plan holds it (by an address, else by its host name), else its host name.</summary>
internal static class NodeNaming
{
    public static string NameOf(FleetNode node, FleetPlan? plan)
    {
        if (plan is null)
            return node.Hostname;
        var network = node.Sections.All.TryGetValue(SectionKind.Network, out var kept) ? kept.Section.Network : null;
        var addresses = network?.Interfaces.SelectMany(i => i.Addresses).Select(a => IPAddress.TryParse(a.Address, out var address) ? address : null).ToHashSet();
        var planned = plan.Nodes.FirstOrDefault(p => addresses?.Contains(p.Address) == true) ?? plan.Nodes.FirstOrDefault(p => p.Name == node.Hostname);
        return planned?.Name ?? node.Hostname;
    }
}
