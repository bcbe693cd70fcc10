using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Checks.Api;

/// <summary>Findings and readiness in the shapes of the REST interface: the same online and from files.</summary>
public static class CheckViews
{
    /// <param name="finding">What was found.</param>
    /// <param name="nameOf">What the node of an id is called.</param>
    /// <param name="firstSeenAt">When the present outcome was first seen.</param>
    /// <param name="lastChangedAt">When outcome or evidence last changed.</param>
    public static FindingView Of(Finding finding, Func<string, string> nameOf, DateTimeOffset firstSeenAt, DateTimeOffset lastChangedAt)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(nameOf);
        var subject = finding.Subject;
        return new FindingView
        {
            Check = finding.CheckId,
            Title = CheckWords.Of(CheckCatalogue.Find(finding.CheckId)?.Title ?? LocalizedText.Same(finding.CheckId)),
            SubjectKind = CheckWords.Of(subject.Kind),
            NodeId = subject.NodeId,
            NodeName = subject.NodeId is null ? null : nameOf(subject.NodeId),
            OtherNodeId = subject.OtherNodeId,
            OtherNodeName = subject.OtherNodeId is null ? null : nameOf(subject.OtherNodeId),
            Outcome = CheckWords.Of(finding.Outcome),
            Severity = CheckWords.Of(finding.Severity),
            Expected = CheckWords.Of(finding.Expected),
            Actual = CheckWords.Of(finding.Actual),
            Problem = CheckWords.OfOptional(finding.Problem),
            Hint = CheckWords.OfOptional(finding.Hint),
            Note = CheckWords.OfOptional(finding.Note),
            RebootPending = finding.RebootPending,
            Waiver = finding.Waiver is { } waiver ? new WaiverView(CheckWords.Of(waiver.Outcome), waiver.By, waiver.Until, waiver.Reason) : null,
            Source = finding.Source,
            Remedy = finding.Remedy,
            FirstSeenAt = firstSeenAt,
            LastChangedAt = lastChangedAt,
        };
    }

    /// <param name="evaluation">The judgement.</param>
    /// <param name="fleet">The fleet's name.</param>
    /// <param name="profile">The profile judged by.</param>
    /// <param name="at">The moment of judgement.</param>
    public static ReadinessView Of(FleetEvaluation evaluation, string fleet, string profile, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var nodes = new NodeReadinessView[evaluation.Nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = evaluation.Nodes[i];
            nodes[i] = new NodeReadinessView(node.NodeId, node.Name, CheckWords.Of(node.State), node.Blocking, node.Advisories);
        }

        return new ReadinessView
        {
            Fleet = fleet,
            Ready = evaluation.Ready,
            Profile = profile,
            Nodes = nodes,
            FleetBlocking = evaluation.FleetBlocking,
            Assumptions = CheckWords.OfOptional(evaluation.Assumptions),
            EvaluatedAt = at,
        };
    }
}
