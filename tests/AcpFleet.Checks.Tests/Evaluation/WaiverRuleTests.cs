using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;

namespace AcpFleet.Checks.Tests.Evaluation;

public sealed class WaiverRuleTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void Evaluate_WaivedFailure_ShowsItAndDoesNotBlock()
    {
        var plan = FleetCase.Plan(1, Waiver("net.ports-free", "cp-1", Today));
        var node = FleetCase.Node(1, f => f.Listener(6443));

        var evaluation = FleetEvaluator.Evaluate(Judgement.Fleet(plan, node));

        var finding = Judgement.Promised(evaluation.Findings.Single(finding => finding.CheckId == "net.ports-free"));
        finding.Outcome.ShouldBe(Outcome.Waived);
        finding.Waiver.ShouldBe(new AppliedWaiver(Outcome.Fail, "ops", Today, "known"));
        finding.Actual.En.ShouldContain("6443");
        evaluation.Ready.ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_WaivedUnknown_KeepsWhatItWas()
    {
        var plan = FleetCase.Plan(1, Waiver("net.default-route", null, Today.AddDays(1)));
        var node = FleetCase.Node(1, f => f.Without(Protocol.V1.SectionKind.Network)) with { Name = "cp-1" };

        Judgement.Of("net.default-route", node, plan).Waiver!.Outcome.ShouldBe(Outcome.Unknown);
    }

    [Fact]
    public void Evaluate_WaiverOfYesterday_FailsAndSaysSo()
    {
        var plan = FleetCase.Plan(1, Waiver("net.ports-free", "cp-1", Today.AddDays(-1)));

        var finding = Judgement.Of("net.ports-free", FleetCase.Node(1, f => f.Listener(6443)), plan);

        finding.Outcome.ShouldBe(Outcome.Fail);
        finding.Note!.En.ShouldContain("ended on 2026-11-21");
    }

    [Fact]
    public void Evaluate_WaiverOfAnotherNodeOrCheck_DoesNotApply()
    {
        var plan = FleetCase.Plan(2, Waiver("net.ports-free", "cp-2", Today), Waiver("net.default-route", "cp-1", Today));

        Judgement.Of("net.ports-free", FleetCase.Node(1, f => f.Listener(6443)), plan).Outcome.ShouldBe(Outcome.Fail);
    }

    [Fact]
    public void Evaluate_PassingCheck_IsNotWaived()
    {
        var plan = FleetCase.Plan(1, Waiver("net.ports-free", "cp-1", Today));

        Judgement.Of("net.ports-free", FleetCase.Node(1), plan).Outcome.ShouldBe(Outcome.Pass);
    }

    [Fact]
    public void Evaluate_FleetCheck_IsWaivedForAllNodesOnly()
    {
        var byNode = FleetCase.Plan(2, Waiver("fleet.clock-skew", "cp-1", Today));
        var forAll = FleetCase.Plan(2, Waiver("fleet.clock-skew", null, Today));

        Judgement.OfFleet("fleet.clock-skew", byNode, FleetCase.Node(1), FleetCase.Node(2)).Outcome.ShouldBe(Outcome.Unknown);
        Judgement.OfFleet("fleet.clock-skew", forAll, FleetCase.Node(1), FleetCase.Node(2)).Outcome.ShouldBe(Outcome.Waived);
    }

    private static PlanWaiver Waiver(string check, string? node, DateOnly until) =>
        new() { Check = check, Node = node, Until = until, By = "ops", Reason = "known" };
}
