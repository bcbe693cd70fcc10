using AcpFleet.Checks.Model;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Tests.Fleet;

public sealed class HostnameUniqueCheckTests
{
    private const string Check = "fleet.hostname-unique";

    [Fact]
    public void Evaluate_DifferentNames_Passes() =>
        Judgement.OfFleet(Check, null, FleetCase.Node(1), FleetCase.Node(2)).Outcome.ShouldBe(Outcome.Pass);

    [Theory]
    [InlineData("cp-1")]
    [InlineData("CP-1")] // Kubernetes makes names lower case
    public void Evaluate_SameName_FailsNamingBoth(string second)
    {
        var finding = Judgement.OfFleet(Check, null, FleetCase.Node(1), FleetCase.Node(2, f => f.Network.Hostname = second), FleetCase.Node(3));

        finding.Outcome.ShouldBe(Outcome.Fail);
        finding.Actual.En.ShouldContain("192.0.2.11");
        finding.Actual.En.ShouldContain("192.0.2.12");
        finding.Actual.En.ShouldNotContain("192.0.2.13");
    }

    [Fact]
    public void Evaluate_TwoAgentsClaimOnePlannedNode_FailsThoughOthersAreAwaited()
    {
        var clone = FleetCase.Node(2, f => f.Network.Hostname = "cp-1");

        Judgement.OfFleet(Check, FleetCase.Plan(3), FleetCase.Node(1), clone).Outcome.ShouldBe(Outcome.Fail);
    }

    [Fact]
    public void Evaluate_PlannedNodesAwaited_IsUnknownCountingThem()
    {
        var finding = Judgement.OfFleet(Check, FleetCase.Plan(3), FleetCase.Node(1));

        finding.Outcome.ShouldBe(Outcome.Unknown);
        finding.Problem!.En.ShouldBe("waiting for 2 more nodes: cp-2, cp-3");
    }

    [Fact]
    public void Evaluate_StaleNode_IsAwaited()
    {
        var finding = Judgement.OfFleet(Check, null, FleetCase.Node(1), FleetCase.Node(2) with { Stale = true });

        finding.Outcome.ShouldBe(Outcome.Unknown);
        finding.Problem!.En.ShouldContain("cp-2");
    }

    [Fact]
    public void Evaluate_OneNode_IsNotApplicable()
    {
        Judgement.OfFleet(Check, null, FleetCase.Node(1)).Outcome.ShouldBe(Outcome.NotApplicable);
        Judgement.OfFleet(Check, FleetCase.Plan(1), FleetCase.Node(1)).Outcome.ShouldBe(Outcome.NotApplicable);
    }

    [Fact]
    public void Evaluate_NameNotRead_IsUnknownNamingTheSource()
    {
        var finding = Judgement.OfFleet(Check, null, FleetCase.Node(1), FleetCase.Node(2, f =>
        {
            f.Network.ClearHostname();
            f.Failed(SectionKind.Network, "uname", SourceFailure.Types.Reason.Unreadable, "hostname");
        }));

        finding.Outcome.ShouldBe(Outcome.Unknown);
        finding.Problem!.En.ShouldContain("uname");
    }

    [Fact]
    public void Evaluate_NodeThatThePlanDoesNotHold_IsLeftOut() =>
        Judgement.OfFleet(Check, FleetCase.Plan(2), FleetCase.Node(1), FleetCase.Node(2), FleetCase.Node(9)).Outcome.ShouldBe(Outcome.Pass);
}
