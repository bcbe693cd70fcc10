using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;

namespace AcpFleet.Agent.Judgement;

/// <summary>What <c>check</c> found about this one node. Checks that need other nodes are not part of it.</summary>
internal sealed record NodeJudgement
{
    public required string Node { get; init; }

    /// <summary>No required check on the node fails or is unknown.</summary>
    public required bool Ready { get; init; }

    public required LocalizedText? Assumptions { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    public static NodeJudgement Of(FleetEvaluation evaluation, string node)
    {
        var findings = evaluation.Findings
            .Where(finding => finding.Subject.Kind == SubjectKind.Node)
            .OrderBy(finding => finding.CheckId, StringComparer.Ordinal)
            .ToList();
        return new NodeJudgement
        {
            Node = node,
            Ready = findings.Count > 0 && !findings.Exists(finding => finding.Blocks),
            Assumptions = evaluation.Assumptions,
            Findings = findings,
        };
    }

    public string ToJson() => JudgementJson.Write(this);
}
