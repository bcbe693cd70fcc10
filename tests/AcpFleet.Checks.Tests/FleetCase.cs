using System.Net;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Plan;
using AcpFleet.TestKit.Facts;

namespace AcpFleet.Checks.Tests;

/// <summary>Nodes and plans for fleet checks: node N is cp-N at 192.0.2.1N with id aN.</summary>
internal static class FleetCase
{
    public static NodeSnapshot Node(int number, Action<NodeFactsBuilder>? change = null)
    {
        var facts = new NodeFactsBuilder($"cp-{number}", $"192.0.2.1{number}");
        change?.Invoke(facts);
        return Judgement.Node(facts, $"a{number}") with { Name = $"cp-{number}" };
    }

    public static NodeSnapshot WithClock(this NodeSnapshot node, double offsetSeconds, double uncertaintySeconds) => node with
    {
        Clock = new ClockMeasurement(TimeSpan.FromSeconds(offsetSeconds), TimeSpan.FromSeconds(uncertaintySeconds), 8, Judgement.At),
    };

    public static FleetPlan Plan(int nodes, params PlanWaiver[] waivers) => new()
    {
        Name = "f",
        Nodes =
        [
            .. Enumerable.Range(1, nodes).Select(number => new PlanNode
            {
                Name = $"cp-{number}",
                Address = IPAddress.Parse($"192.0.2.1{number}"),
                Roles = NodeRoles.ControlPlane | (number == 1 ? NodeRoles.Installer : NodeRoles.None),
            }),
        ],
        Waivers = [.. waivers],
    };
}
