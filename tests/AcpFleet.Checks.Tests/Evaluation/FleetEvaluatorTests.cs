using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Tests.Plan;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;

namespace AcpFleet.Checks.Tests.Evaluation;

public sealed class FleetEvaluatorTests
{
    private static readonly FleetPlan SinglePlan = FleetPlanReader.Read(PlanTexts.Smallest, "fleet.yaml").Plan!;

    [Fact]
    public void Evaluate_GoodNodeWithoutPlan_IsReadyAndSaysWhatWasAssumed()
    {
        var evaluation = FleetEvaluator.Evaluate(Judgement.Fleet(null, Judgement.Node(new NodeFactsBuilder())));

        foreach (var finding in evaluation.Findings)
        {
            Judgement.Promised(finding);
            finding.Outcome.ShouldBeOneOf([Outcome.Pass, Outcome.NotApplicable], $"{finding.CheckId}: {finding.Problem?.En}");
        }

        evaluation.Ready.ShouldBeTrue();
        evaluation.Nodes.ShouldBe([new NodeReadiness("a1", "cp-1", NodeState.Ready, 0, 0)]);
        Judgement.Text(evaluation.Assumptions.ShouldNotBeNull(), "assumptions");
    }

    [Fact]
    public void Evaluate_NoNodeAtAll_IsNotReady()
    {
        var evaluation = FleetEvaluator.Evaluate(Judgement.Fleet(null));

        evaluation.Ready.ShouldBeFalse();
        evaluation.Findings.ShouldAllBe(finding => finding.Outcome == Outcome.NotApplicable);
        foreach (var finding in evaluation.Findings) Judgement.Promised(finding);
    }

    [Fact]
    public void Evaluate_EveryNode_HasOneFindingOfEveryNodeCheckAndTheFleetOneOfEveryFleetCheck()
    {
        var snapshot = Judgement.Fleet(null, Judgement.Node(new NodeFactsBuilder()), Judgement.Node(new NodeFactsBuilder("cp-2", "192.0.2.12"), "a2"));

        var findings = FleetEvaluator.Evaluate(snapshot).Findings;

        findings.Select(finding => (finding.CheckId, finding.Subject.Key)).Distinct().Count().ShouldBe(findings.Length);
        foreach (var descriptor in CheckCatalogue.All)
            findings.Count(finding => finding.CheckId == descriptor.Id).ShouldBe(descriptor.Id.StartsWith("fleet.", StringComparison.Ordinal) ? 1 : 2, descriptor.Id);
    }

    [Fact]
    public void Evaluate_InParts_GivesTheSame()
    {
        var nodes = new[] { Judgement.Node(new NodeFactsBuilder()), Judgement.Node(new NodeFactsBuilder("cp-2", "192.0.2.12").Listener(6443), "a2") };
        var snapshot = Judgement.Fleet(null, nodes);

        var whole = FleetEvaluator.Evaluate(snapshot);
        var parts = FleetEvaluator.Summarise(snapshot,
            [.. nodes.SelectMany(node => FleetEvaluator.EvaluateNode(node, snapshot)), .. FleetEvaluator.EvaluateFleetChecks(snapshot)]);

        parts.Findings.ShouldBe(whole.Findings);
        parts.Nodes.ShouldBe(whole.Nodes);
        parts.Ready.ShouldBe(whole.Ready);
        parts.FleetBlocking.ShouldBe(whole.FleetBlocking);
    }

    [Fact]
    public void Evaluate_FailingNode_IsNotReadyAndTheOtherIsNotHidden()
    {
        var bad = Judgement.Node(new NodeFactsBuilder().Listener(2379));
        var good = Judgement.Node(new NodeFactsBuilder("cp-2", "192.0.2.12"), "a2");

        var evaluation = FleetEvaluator.Evaluate(Judgement.Fleet(null, bad, good));

        evaluation.Ready.ShouldBeFalse();
        evaluation.Nodes.Single(node => node.NodeId == "a1").ShouldBe(new NodeReadiness("a1", "cp-1", NodeState.NotReady, 1, 0));
        evaluation.Nodes.Single(node => node.NodeId == "a2").State.ShouldBe(NodeState.Ready);
        evaluation.FleetBlocking.ShouldBe(1); // the clocks have not been measured
    }

    [Fact]
    public void Evaluate_StaleNode_IsUnknownInEveryNodeCheck()
    {
        var stale = Judgement.Node(new NodeFactsBuilder()) with { Stale = true };

        var evaluation = FleetEvaluator.Evaluate(Judgement.Fleet(null, stale));

        evaluation.Findings.Where(finding => finding.Subject.Kind == SubjectKind.Node).ShouldAllBe(finding => finding.Outcome == Outcome.Unknown);
        foreach (var finding in evaluation.Findings) Judgement.Promised(finding);
        evaluation.Nodes[0].State.ShouldBe(NodeState.NotReady);
    }

    [Fact]
    public void Evaluate_NothingReportedByANode_IsUnknownNamingTheSection()
    {
        var evaluation = FleetEvaluator.Evaluate(Judgement.Fleet(null, Judgement.Node(new NodeFacts())));

        foreach (var finding in evaluation.Findings.Where(finding => finding.Subject.Kind == SubjectKind.Node))
        {
            Judgement.Promised(finding);
            finding.Outcome.ShouldBe(finding.CheckId == "os.kernel-supported" ? Outcome.NotApplicable : Outcome.Unknown, finding.CheckId);
        }
    }

    [Fact]
    public void Evaluate_PlannedNodeWithoutAgent_IsMissing()
    {
        var evaluation = FleetEvaluator.Evaluate(Judgement.Fleet(SinglePlan));

        evaluation.Ready.ShouldBeFalse();
        evaluation.Nodes.ShouldBe([new NodeReadiness("cp-1", "cp-1", NodeState.Missing, 0, 0)]);
    }

    [Theory]
    [InlineData("cp-1", "198.51.100.1")] // by its host name
    [InlineData("other", "192.0.2.11")] // by its address
    public void Evaluate_PlannedNode_IsFoundByAddressOrHostname(string hostname, string address)
    {
        var evaluation = FleetEvaluator.Evaluate(Judgement.Fleet(SinglePlan, Judgement.Node(new NodeFactsBuilder(hostname, address))));

        evaluation.Ready.ShouldBeTrue();
        evaluation.Nodes.Single().InPlan.ShouldBeTrue();
        evaluation.Assumptions.ShouldBeNull();
    }

    [Fact]
    public void Evaluate_NodeThatThePlanDoesNotHold_IsJudgedButDoesNotCount()
    {
        var planned = Judgement.Node(new NodeFactsBuilder());
        var other = Judgement.Node(new NodeFactsBuilder("stray", "198.51.100.9").Listener(6443), "a9");

        var evaluation = FleetEvaluator.Evaluate(Judgement.Fleet(SinglePlan, planned, other));

        evaluation.Ready.ShouldBeTrue();
        var stray = evaluation.Nodes.Single(node => node.NodeId == "a9");
        stray.InPlan.ShouldBeFalse();
        stray.State.ShouldBe(NodeState.NotReady);
        Judgement.Text(evaluation.Assumptions.ShouldNotBeNull(), "assumptions");
        evaluation.Assumptions.En.ShouldContain("stray");
    }

    [Theory]
    [InlineData(SectionKind.Network, "net.hostname-valid")]
    [InlineData(SectionKind.Kernel, "kernel.thp-never")]
    [InlineData(SectionKind.Os, "os.supported")]
    [InlineData(SectionKind.Packages, "software.conflicting-packages")]
    [InlineData(SectionKind.Memory, "memory.swap-disabled")]
    public void Evaluate_SectionThatIsNotThere_LeavesOtherChecksAlone(SectionKind kind, string check)
    {
        var findings = FleetEvaluator.EvaluateNode(Judgement.Node(new NodeFactsBuilder().Without(kind)), Judgement.Fleet(null));

        findings.Single(finding => finding.CheckId == check).Outcome.ShouldBe(Outcome.Unknown);
        findings.ShouldContain(finding => finding.Outcome == Outcome.Pass);
    }
}
