using System.Collections.Immutable;
using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Fleet;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Evaluation;

/// <summary>The fleet checks on one fleet.</summary>
internal static class FleetEvaluationRun
{
    public static void Run(FleetSnapshot snapshot, FleetRoster roster, ImmutableArray<IFleetCheck> checks, ImmutableArray<Finding>.Builder findings)
    {
        var context = new FleetCheckContext(snapshot, roster);
        var index = PlanIndex.Of(snapshot.Plan);
        foreach (var check in checks)
        {
            var expected = check.Descriptor.Title;
            IReadOnlyList<SubjectResult> results;
            try
            {
                expected = check.Expected(context);
                results = check.Evaluate(context);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                results = [new SubjectResult(Subject.Fleet, FactGap.InternalFault(exception))];
            }

            foreach (var (subject, result) in results)
            {
                var finding = NodeEvaluation.FindingOf(check.Descriptor, subject, expected, result);
                findings.Add(WaiverRule.Apply(finding, index, Names(roster, subject), snapshot.At));
            }
        }
    }

    private static string[] Names(FleetRoster roster, Subject subject) =>
    [
        .. new[] { subject.NodeId, subject.OtherNodeId }
            .Select(id => id is null ? null : roster.Find(id)?.PlanNode?.Name)
            .OfType<string>(),
    ];
}
