using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;

namespace AcpFleet.Checks.Tests.Plan;

public sealed class FleetPlanTemplateTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Write_Nodes_ReadsBackWithoutAnError(int count)
    {
        var nodes = Enumerable.Range(1, count).Select(number => new PlanTemplateNode($"node-{number}", $"192.0.2.{100 + number}")).ToList();

        foreach (var language in new[] { Language.English, Language.Chinese })
        {
            var result = FleetPlanReader.Read(FleetPlanTemplate.Write("site-1", nodes, language), "fleet.yaml");

            result.Errors.ShouldBeEmpty();
            var plan = result.Plan!;
            plan.Name.ShouldBe("site-1");
            plan.Scenario.ShouldBe(count < 2 ? PlanScenario.SingleNode : PlanScenario.MultiCluster);
            plan.Nodes.Count(node => node.Roles.HasFlag(NodeRoles.Installer)).ShouldBe(1);
            plan.Nodes.Count(node => node.Roles.HasFlag(NodeRoles.ControlPlane)).ShouldBe(Math.Clamp(count, 1, 3));
            if (count > 0) plan.Nodes.Select(node => node.Name).ShouldBe(nodes.Select(node => node.Name));
        }
    }

    [Fact]
    public void Write_Keys_AreAllOfTheSchema()
    {
        var asked = new SortedSet<string>(StringComparer.Ordinal);
        FleetPlanReader.Read(PlanTexts.EveryKey, "fleet.yaml", asked);
        var text = FleetPlanTemplate.Write("site-1", []);

        foreach (var key in asked.Where(key => !key.StartsWith("waivers[]", StringComparison.Ordinal) && !key.StartsWith("workloadClusters[]", StringComparison.Ordinal)))
            text.ShouldContain(key[(key.LastIndexOf('.') + 1)..] + ":", Case.Sensitive, key);
    }

    [Fact]
    public void Write_NameThatIsNotPlain_StaysOneValue()
    {
        var text = FleetPlanTemplate.Write("a: b", [new PlanTemplateNode("x, roles: [worker] }\nevil: 1", "true")]);

        var errors = FleetPlanReader.Read(text, "fleet.yaml").Errors;

        errors.Select(error => error.Path).ShouldBe(["name", "nodes[0].name", "nodes[0].address"]);
    }
}
