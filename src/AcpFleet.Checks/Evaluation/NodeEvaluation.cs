using System.Collections.Immutable;
using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;

namespace AcpFleet.Checks.Evaluation;

/// <summary>The node checks on one node.</summary>
internal static class NodeEvaluation
{
    public static void Run(NodeSnapshot node, PlanNode? planNode, FleetSnapshot snapshot, ImmutableArray<INodeCheck> checks, ImmutableArray<Finding>.Builder findings)
    {
        var context = new NodeCheckContext(node, snapshot.Plan, planNode, snapshot.Profile);
        var subject = Subject.Node(node.Id);
        var index = PlanIndex.Of(snapshot.Plan);
        ReadOnlySpan<string> names = planNode is null ? [] : [planNode.Name];
        foreach (var check in checks)
        {
            var finding = FindingOf(check.Descriptor, subject, Expected(check, context), Result(check, context));
            findings.Add(WaiverRule.Apply(finding, index, names, snapshot.At));
        }
    }

    public static Finding FindingOf(CheckDescriptor descriptor, Subject subject, LocalizedText expected, CheckResult result) => new()
    {
        CheckId = descriptor.Id,
        Subject = subject,
        Severity = descriptor.Severity,
        Outcome = result.Outcome,
        Expected = expected,
        Actual = result.Actual,
        Problem = result.Problem,
        Hint = result.Hint,
        Note = result.Note,
        RebootPending = result.RebootPending,
        Source = descriptor.Source,
        Remedy = descriptor.Remedy,
    };

    // A check that breaks must not take the others with it, whatever it throws.
    private static CheckResult Result(INodeCheck check, NodeCheckContext context)
    {
        if (context.Node.Stale) return FactGap.Stale;
        try
        {
            return check.Evaluate(context);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return FactGap.InternalFault(exception);
        }
    }

    private static LocalizedText Expected(INodeCheck check, NodeCheckContext context)
    {
        try
        {
            return check.Expected(context);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return check.Descriptor.Title;
        }
    }
}
