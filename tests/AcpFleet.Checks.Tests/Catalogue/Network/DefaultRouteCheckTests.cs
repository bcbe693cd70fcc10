using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Checks.Tests.Catalogue.Network;

public sealed class DefaultRouteCheckTests
{
    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("good", _ => { }, Outcome.Pass, "0.0.0.0/0 via 192.0.2.1 dev eth0"),
        new("without a gateway", f => f.Network.Routes[0].ClearGateway(), Outcome.Pass),
        new("a route to 0.0.0.0", f => f.Network.Routes[0].Destination = "0.0.0.0/1", Outcome.Pass),
        new("none", f => f.Network.Routes.RemoveAt(0), Outcome.Fail, "ip route add default via GATEWAY dev eth0"),
        new("in another table", f => f.Network.Routes[0].Table = 100, Outcome.Fail, "main table"),
        new("unreachable", f => f.Network.Routes[0].Type = "unreachable", Outcome.Fail),
        new("IPv6 only", f => f.Network.Routes[0].Destination = "::/0", Outcome.Fail),
        new("no route at all", f => f.Network.Routes.Clear(), Outcome.Fail),
        new("not read", f => { f.Network.Routes.Clear(); f.Failed(SectionKind.Network, "netlink route", Reason.Unreadable, "routes"); }, Outcome.Unknown, "netlink route"),
        new("no section", f => f.Without(SectionKind.Network), Outcome.Unknown));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row) => row.Judge("net.default-route");

    [Theory]
    [InlineData("ipv6", "::/0", Outcome.Pass)]
    [InlineData("ipv6", "0.0.0.0/0", Outcome.Fail)]
    [InlineData("dual", "0.0.0.0/0", Outcome.Fail)]
    [InlineData("dual", "::/0 0.0.0.0/0", Outcome.Pass)]
    public void Evaluate_IpFamily_DecidesWhichRoutesAreNeeded(string family, string routes, Outcome outcome)
    {
        var plan = new FleetPlan
        {
            Name = "f",
            Nodes = [],
            Network = new NetworkPlan { IpFamily = family == "ipv6" ? IpFamily.Ipv6 : IpFamily.Dual },
        };
        var facts = new NodeFactsBuilder();
        facts.Network.Routes.Clear();
        foreach (var route in routes.Split(' ')) facts.Network.Routes.Add(new Route { Destination = route, Table = 254, Type = "unicast" });

        var finding = Judgement.Of("net.default-route", Judgement.Node(facts), plan);

        finding.Outcome.ShouldBe(outcome);
        if (outcome == Outcome.Fail && family == "dual") finding.Hint!.En.ShouldContain("ip -6 route");
    }
}
