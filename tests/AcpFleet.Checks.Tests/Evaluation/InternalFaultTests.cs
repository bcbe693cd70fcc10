using System.Collections.Immutable;
using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Fleet;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Tests.Evaluation;

public sealed class InternalFaultTests
{
    private static readonly CheckDescriptor Descriptor = CheckCatalogue.Find("net.default-route")!;

    [Fact]
    public void Run_NodeCheckThrows_ThatCheckAloneIsUnknown()
    {
        var node = Judgement.Node(new TestKit.Facts.NodeFactsBuilder());
        var findings = ImmutableArray.CreateBuilder<Finding>();

        NodeEvaluation.Run(node, null, Judgement.Fleet(null, node), [new BrokenNodeCheck(), .. CheckRegistry.NodeChecks], findings);

        Judgement.Promised(findings[0]).Outcome.ShouldBe(Outcome.Unknown);
        findings[0].Problem!.En.ShouldBe("internal fault of this check: InvalidOperationException: broken");
        findings.Count.ShouldBe(CheckRegistry.NodeChecks.Length + 1);
        findings.Skip(1).ShouldAllBe(finding => finding.Outcome == Outcome.Pass || finding.Outcome == Outcome.NotApplicable);
    }

    [Fact]
    public void Run_FleetCheckThrows_ThatCheckAloneIsUnknown()
    {
        var snapshot = Judgement.Fleet(null, FleetCase.Node(1), FleetCase.Node(2));
        var findings = ImmutableArray.CreateBuilder<Finding>();

        FleetEvaluationRun.Run(snapshot, new FleetRoster(snapshot), [new BrokenFleetCheck(), new HostnameUniqueCheck()], findings);

        Judgement.Promised(findings[0]).Outcome.ShouldBe(Outcome.Unknown);
        findings[1].Outcome.ShouldBe(Outcome.Pass);
    }

    private sealed class BrokenNodeCheck : INodeCheck
    {
        public CheckDescriptor Descriptor => InternalFaultTests.Descriptor;

        public LocalizedText Expected(NodeCheckContext context) => throw new InvalidOperationException("broken");

        public CheckResult Evaluate(NodeCheckContext context) => throw new InvalidOperationException("broken");
    }

    private sealed class BrokenFleetCheck : IFleetCheck
    {
        public CheckDescriptor Descriptor => InternalFaultTests.Descriptor;

        public LocalizedText Expected(FleetCheckContext context) => new("x", "某值");

        public IReadOnlyList<SubjectResult> Evaluate(FleetCheckContext context) => throw new InvalidOperationException("broken");
    }
}
