using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Fleet;

/// <summary>fleet.timezone-uniform.</summary>
internal sealed class TimezoneUniformCheck : IFleetCheck
{
    private static readonly LocalizedText ExpectedText = new("one time zone on all nodes", "所有节点时区一致");

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "fleet.timezone-uniform",
        Severity = Severity.Required,
        Title = new LocalizedText("One time zone", "时区统一"),
        Rationale = new LocalizedText(
            "Logs, schedules and certificates of the platform's parts are compared by local time too.",
            "平台各组件的日志、定时任务和证书也会以本地时间进行比较。"),
        HowJudged = new LocalizedText(
            """
            - Applies with two or more nodes, planned or reported.
            - Zones are compared by their rules, not by their names: `Asia/Shanghai` and `PRC` are one zone.
            - **Pass**: all nodes have the same rules.
            - **Fail**: nodes that have reported differ, even if others are still awaited; the finding groups them.
            - **Unknown**: planned nodes have not reported, or their facts are stale, or a zone could not be read.
            - **Not applicable**: one node.
            """,
            """
            - 有两个或更多节点（计划中或已上报）时适用。
            - 按时区规则而非名称比较：`Asia/Shanghai` 与 `PRC` 是同一时区。
            - **通过**：所有节点的规则相同。
            - **不通过**：已上报的节点之间不同，即使还有其他节点未上报；结果会分组列出。
            - **未知**：计划中的节点尚未上报或数据已过期，或时区无法读取。
            - **不适用**：只有一个节点。
            """),
        SeeByHand = new LocalizedText("`timedatectl` or `date +%Z%z` on every node.", "在每个节点上执行 `timedatectl` 或 `date +%Z%z`。"),
        Mend = new LocalizedText("`timedatectl set-timezone Asia/Shanghai` on every node.", "在每个节点上执行 `timedatectl set-timezone Asia/Shanghai`。"),
        Source = "跨节点检查",
    };

    public LocalizedText Expected(FleetCheckContext context) => ExpectedText;

    public IReadOnlyList<SubjectResult> Evaluate(FleetCheckContext context) => NodeComparison.Of(context.Roster, Judge);

    private static CheckResult Judge(NodeComparison comparison)
    {
        // The largest group first: the others are to follow it.
        var groups = comparison.GroupBy(
            SectionKind.Time, "zone_rules_digest", node => node.Facts.Time is { HasZoneRulesDigest: true } time ? time.ZoneRulesDigest : null, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count).ThenBy(group => group[0].Label, StringComparer.Ordinal).ToList();
        if (groups.Count == 0) return CheckResult.Pass(new LocalizedText("no zone known", "尚无已知时区")); // its gaps make it unknown
        var usual = Zone(groups[0]);
        if (groups.Count == 1) return CheckResult.Pass(LocalizedText.Same(usual));

        var text = TextList.Items([.. groups.Select(group =>
        {
            var labels = TextList.Names(group.Select(node => node.Label));
            return new LocalizedText($"{Zone(group)}: {labels.En}", $"{Zone(group)}：{labels.Zh}");
        })]);
        var target = groups[0].Select(node => node.Facts.Time!).FirstOrDefault(time => time.HasZoneName)?.ZoneName;
        var command = $"timedatectl set-timezone {(target is null ? "Asia/Shanghai" : Shown.Argument(target))}";
        return CheckResult.Fail(
            text,
            new LocalizedText($"the nodes are in {groups.Count} time zones", $"节点分属 {groups.Count} 个不同的时区"),
            new LocalizedText($"choose one zone and set it on the other nodes, for example: {command}", $"请选定一个时区并在其他节点上设置，例如：{command}"));
    }

    private static string Zone(List<RosterNode> group)
    {
        var names = group.Select(node => node.Facts.Time!).Where(time => time.HasZoneName).Select(time => Shown.Text(time.ZoneName)).Distinct().Take(3).ToList();
        var rule = group[0].Facts.Time is { HasPosixRule: true } time ? Shown.Text(time.PosixRule) : null;
        return (names.Count, rule) switch
        {
            (0, null) => $"{group[0].Facts.Time!.ZoneRulesDigest[..Math.Min(8, group[0].Facts.Time!.ZoneRulesDigest.Length)]}…",
            (0, _) => rule!,
            (_, null) => string.Join(" = ", names),
            _ => $"{string.Join(" = ", names)} ({rule})",
        };
    }
}
