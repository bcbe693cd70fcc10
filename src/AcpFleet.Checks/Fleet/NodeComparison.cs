using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Fleet;

/// <summary>
/// What checks that compare nodes have in common: with one node there is nothing to compare; nodes that have not reported,
/// or not lately, are waited for, but a violation among the others is one already; a node whose fact is missing is unknown.
/// </summary>
internal sealed class NodeComparison
{
    private readonly List<(RosterNode Node, FactGap Gap)> _gaps = [];
    private readonly List<string> _waiting = [];
    private readonly List<RosterNode> _fresh = [];
    private readonly int _known;

    private NodeComparison(FleetRoster roster)
    {
        foreach (var node in roster.Members)
        {
            if (node.Node.Stale) _waiting.Add(node.Label);
            else _fresh.Add(node);
        }

        _waiting.AddRange(roster.Missing.Select(node => node.Name));
        _known = roster.Members.Length + roster.Missing.Length;
    }

    /// <summary>Nodes whose facts count.</summary>
    public IReadOnlyList<RosterNode> Fresh => _fresh;

    /// <summary>Judges the nodes against each other.</summary>
    /// <param name="roster">The fleet.</param>
    /// <param name="judge">
    /// Given the comparison, whose gaps it fills: what it finds among the nodes that it can judge. Called with at least one
    /// fresh node.
    /// </param>
    public static IReadOnlyList<SubjectResult> Of(FleetRoster roster, Func<NodeComparison, CheckResult> judge)
    {
        var comparison = new NodeComparison(roster);
        return [new SubjectResult(Subject.Fleet, comparison.Result(judge))];
    }

    /// <summary>
    /// The fresh nodes by a text of theirs, in the order in which each text is first met; a node without one is a gap.
    /// </summary>
    /// <param name="kind">The section that holds the text.</param>
    /// <param name="field">Its field, as the schema names it.</param>
    /// <param name="text">Null where the node does not say it.</param>
    /// <param name="comparer">Which texts are one.</param>
    public List<List<RosterNode>> GroupBy(SectionKind kind, string field, Func<RosterNode, string?> text, StringComparer comparer)
    {
        var groups = new List<List<RosterNode>>();
        var places = new Dictionary<string, int>(_fresh.Count, comparer);
        foreach (var node in _fresh)
        {
            if (text(node) is not { } value)
                AddGap(node, kind, field);
            else if (places.TryAdd(value, groups.Count))
                groups.Add([node]);
            else
                groups[places[value]].Add(node);
        }

        return groups;
    }

    /// <summary>A node that cannot be judged, and why.</summary>
    public void AddGap(RosterNode node, SectionKind kind, string field) => _gaps.Add((node, node.Facts.Gap(kind, field)));

    public void AddGap(RosterNode node, FactGap gap) => _gaps.Add((node, gap));

    private CheckResult Result(Func<NodeComparison, CheckResult> judge)
    {
        if (_known < 2)
        {
            return CheckResult.NotApplicable(
                _fresh.Count == 1 ? LocalizedText.Same(_fresh[0].Label) : new LocalizedText($"{_known} nodes", $"{_known} 个节点"),
                _known == 1
                    ? new LocalizedText("one node: nothing to compare", "只有一个节点，无可比较")
                    : new LocalizedText("no node has reported: nothing to compare", "尚无节点上报，无可比较"));
        }

        var found = _fresh.Count == 0 ? null : judge(this);
        if (found?.Outcome is Outcome.Fail or Outcome.Unknown) return found;

        var actual = found?.Actual ?? new LocalizedText("no node has reported", "尚无节点上报");
        if (_waiting.Count > 0)
        {
            var names = TextList.Names(_waiting);
            return CheckResult.Unknown(
                actual,
                new LocalizedText($"waiting for {_waiting.Count} more nodes: {names.En}", $"等待另外 {_waiting.Count} 个节点：{names.Zh}"),
                new LocalizedText(
                    "join them (acpfleet token create), or see why their agents do not report: systemctl status acpfleet-agent",
                    "请接入这些节点（acpfleet token create），或检查其代理未上报的原因：systemctl status acpfleet-agent"));
        }

        if (_gaps.Count > 0)
        {
            var gaps = TextList.Items([.. _gaps.Select(gap => new LocalizedText($"{gap.Node.Label}: {gap.Gap.Problem.En}", $"{gap.Node.Label}：{gap.Gap.Problem.Zh}"))]);
            return CheckResult.Unknown(actual, gaps, _gaps[0].Gap.Hint);
        }

        return found!;
    }
}
