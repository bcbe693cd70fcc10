using System.Net;
using System.Runtime.CompilerServices;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Rules;

namespace AcpFleet.Checks.Evaluation;

/// <summary>A plan's nodes by address and name, and its waivers by check. Made once per plan.</summary>
internal sealed class PlanIndex
{
    private static readonly ConditionalWeakTable<FleetPlan, PlanIndex> Made = [];

    private readonly Dictionary<IPAddress, PlanNode> _byAddress = [];
    private readonly Dictionary<string, PlanNode> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<PlanWaiver>> _waivers = new(StringComparer.Ordinal);

    private PlanIndex(FleetPlan plan)
    {
        foreach (var node in plan.Nodes)
        {
            _byAddress.TryAdd(node.Address, node);
            if (node.Ipv6 is not null) _byAddress.TryAdd(node.Ipv6, node);
            _byName.TryAdd(node.Name, node);
        }

        foreach (var waiver in plan.Waivers)
        {
            if (!_waivers.TryGetValue(waiver.Check, out var list)) _waivers[waiver.Check] = list = [];
            list.Add(waiver);
        }
    }

    public static PlanIndex? Of(FleetPlan? plan) => plan is null ? null : Made.GetValue(plan, static made => new PlanIndex(made));

    /// <summary>
    /// The plan's node that a reported node is: by one of its addresses, else by its host name, else (nothing reported) by
    /// the name it goes by. Several reported nodes may be the same one of the plan: then they are clones, and checks say so.
    /// </summary>
    public PlanNode? Find(NodeSnapshot node)
    {
        AcpFleet.Protocol.V1.NetworkFacts? network = null;
        foreach (var section in node.Facts.Sections)
        {
            if (section.Network is { } found) network = found;
        }

        if (network is not null)
        {
            foreach (var candidate in network.Interfaces)
            {
                foreach (var address in candidate.Addresses)
                {
                    if (AddressRule.TryParse(address.Address, out var parsed) && _byAddress.TryGetValue(parsed, out var byAddress)) return byAddress;
                }
            }

            if (network.HasHostname && _byName.TryGetValue(network.Hostname, out var byHostname)) return byHostname;
        }

        return _byName.TryGetValue(node.Name, out var byName) ? byName : null;
    }

    /// <summary>Waivers of a check, whether or not they still hold.</summary>
    public IReadOnlyList<PlanWaiver> Waivers(string checkId) => _waivers.TryGetValue(checkId, out var list) ? list : [];
}
