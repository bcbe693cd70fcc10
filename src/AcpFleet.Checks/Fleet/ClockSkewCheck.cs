using System.Globalization;
using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Profiles;

namespace AcpFleet.Checks.Fleet;

/// <summary>fleet.clock-skew.</summary>
internal sealed class ClockSkewCheck : IFleetCheck
{
    private static readonly ClockRequirement Guide = BuiltInProfiles.Get(BuiltInProfiles.DefaultId).Clock;

    private static readonly ProfileText ExpectedText = new(profile => new LocalizedText(
        $"clocks of any two nodes within {Seconds(profile.Clock.MaxSkewSeconds)} s", $"任意两个节点的时钟相差不超过 {Seconds(profile.Clock.MaxSkewSeconds)} 秒"));

    private static readonly FactGap NotMeasured = new(
        new LocalizedText("its clock has not been measured", "其时钟尚未测量"),
        new LocalizedText("scan the fleet again while the agents are connected: acpfleet scan", "请在代理已连接时重新扫描：acpfleet scan"));

    private static readonly CheckResult FromFiles = CheckResult.Unknown(
        new LocalizedText("not measured", "未测量"),
        new LocalizedText(
            "the facts came as files, and a file does not show whether its node's clock is right",
            "采集数据来自文件，而文件无法反映节点时钟是否准确"),
        new LocalizedText(
            "compare the clocks by hand (chronyc tracking on every node), then let the plan waive fleet.clock-skew; or connect the agents, which are measured",
            "请手工比较时钟（在每个节点上执行 chronyc tracking），然后在计划中豁免 fleet.clock-skew；或接入代理以便测量"));

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "fleet.clock-skew",
        Severity = Severity.Required,
        Title = new LocalizedText("Clocks agree", "时间同步"),
        Rationale = new LocalizedText(
            "etcd, certificates and tokens depend on the time: nodes whose clocks differ refuse each other.",
            "etcd、证书和令牌都依赖时间：时钟不一致的节点会互相拒绝。"),
        HowJudged = new LocalizedText(
            $"""
            - Applies with two or more nodes, planned or reported.
            - Each node's clock is measured against the coordinator's by a four-timestamp exchange: an offset with an uncertainty, which is half the best round trip. For a pair, d is the difference of the offsets and u the sum of the uncertainties.
            - **Pass**: d + u ≤ {Seconds(Guide.MaxSkewSeconds)} s for every pair. Above {Seconds(Guide.AdviseAboveSeconds)} s a note says so.
            - **Fail**: d − u > {Seconds(Guide.MaxSkewSeconds)} s for a pair, even if other nodes are still awaited.
            - **Unknown**: neither, so that it must be measured again; or a clock has not been measured, as with facts that came as files; or planned nodes have not reported.
            - **Not applicable**: one node.
            """,
            $"""
            - 有两个或更多节点（计划中或已上报）时适用。
            - 每个节点的时钟通过四时间戳交换与协调器比较，得到偏移及其不确定度（最佳往返时间的一半）。对任意两个节点，d 为偏移之差，u 为不确定度之和。
            - **通过**：任意两个节点 d + u ≤ {Seconds(Guide.MaxSkewSeconds)} 秒。超过 {Seconds(Guide.AdviseAboveSeconds)} 秒时附说明。
            - **不通过**：某两个节点 d − u > {Seconds(Guide.MaxSkewSeconds)} 秒，即使还有其他节点未上报。
            - **未知**：两者都不成立，需要重新测量；或某个时钟尚未测量（例如采集数据来自文件）；或计划中的节点尚未上报。
            - **不适用**：只有一个节点。
            """),
        SeeByHand = new LocalizedText("`chronyc tracking`, or `date +%s.%N` on two nodes at the same moment.", "`chronyc tracking`，或同时在两个节点上执行 `date +%s.%N`。"),
        Mend = new LocalizedText(
            "Let chrony or systemd-timesyncd keep the time on every node, from one source: `systemctl enable --now chronyd; chronyc makestep`.",
            "在每个节点上使用 chrony 或 systemd-timesyncd，并指向同一时间源：`systemctl enable --now chronyd; chronyc makestep`。"),
        Source = "跨节点检查",
    };

    public LocalizedText Expected(FleetCheckContext context) => ExpectedText.Of(context.Profile);

    public IReadOnlyList<SubjectResult> Evaluate(FleetCheckContext context) =>
        NodeComparison.Of(context.Roster, comparison => context.FromFiles ? FromFiles : Judge(comparison, context.Profile.Clock));

    private static CheckResult Judge(NodeComparison comparison, ClockRequirement rule)
    {
        // In ticks, whose sums are exact in a double for any clock that is less than decades off: the limit itself passes.
        var clocks = new List<(RosterNode Node, double Offset, double Uncertainty)>();
        foreach (var node in comparison.Fresh)
        {
            if (node.Node.Clock is { } clock) clocks.Add((node, clock.Offset.Ticks, Math.Abs((double)clock.Uncertainty.Ticks)));
            else comparison.AddGap(node, NotMeasured);
        }

        // Its gaps, or the nodes still awaited, make it unknown.
        if (clocks.Count < 2) return CheckResult.Pass(new LocalizedText($"{clocks.Count} clocks measured", $"已测量 {clocks.Count} 个时钟"));

        // d − u of a pair is (latest possible of one) − (earliest possible of the other) the favourable way round, d + u the
        // unfavourable way: the extremes of both are found in one pass, without looking at every pair.
        var surely = Widest(clocks, sign: -1);
        if (surely.Bound > rule.MaxSkewSeconds) return TooFar(surely, rule);
        var perhaps = Widest(clocks, sign: 1);
        var actual = Actual(perhaps);
        if (perhaps.Bound > rule.MaxSkewSeconds)
        {
            return CheckResult.Unknown(
                actual,
                new LocalizedText(
                    $"the measurement is too uncertain to decide: the true difference lies between {Seconds(Math.Max(0, perhaps.Difference - perhaps.Uncertainty))} and {Seconds(perhaps.Bound)} s",
                    $"测量不确定度过大，无法判断：实际差值在 {Seconds(Math.Max(0, perhaps.Difference - perhaps.Uncertainty))} 到 {Seconds(perhaps.Bound)} 秒之间"),
                new LocalizedText("measure again: acpfleet scan", "请重新测量：acpfleet scan"));
        }

        return CheckResult.Pass(actual, perhaps.Difference > rule.AdviseAboveSeconds
            ? new LocalizedText(
                $"clocks differ by more than {Seconds(rule.AdviseAboveSeconds)} s: see that every node synchronises (chronyc tracking)",
                $"时钟相差超过 {Seconds(rule.AdviseAboveSeconds)} 秒：请确认各节点均已同步时间（chronyc tracking）")
            : null);
    }

    private static CheckResult TooFar(Pair pair, ClockRequirement rule) => CheckResult.Fail(
        Actual(pair),
        new LocalizedText(
            $"the clocks of {pair.Later.Label} and {pair.Earlier.Label} differ by more than {Seconds(rule.MaxSkewSeconds)} s",
            $"{pair.Later.Label} 与 {pair.Earlier.Label} 的时钟相差超过 {Seconds(rule.MaxSkewSeconds)} 秒"),
        new LocalizedText(
            "on both nodes run: systemctl enable --now chronyd && chronyc makestep (Ubuntu: timedatectl set-ntp true)",
            "请在这两个节点上执行：systemctl enable --now chronyd && chronyc makestep（Ubuntu：timedatectl set-ntp true）"));

    /// <summary>The pair whose d + sign·u is largest.</summary>
    private static Pair Widest(List<(RosterNode Node, double Offset, double Uncertainty)> clocks, int sign)
    {
        // Best and second best at either end: a node makes no pair with itself.
        int high = -1, nextHigh = -1, low = -1, nextLow = -1;
        for (var index = 0; index < clocks.Count; index++)
        {
            if (high < 0 || High(index) > High(high)) (nextHigh, high) = (high, index);
            else if (nextHigh < 0 || High(index) > High(nextHigh)) nextHigh = index;
            if (low < 0 || Low(index) < Low(low)) (nextLow, low) = (low, index);
            else if (nextLow < 0 || Low(index) < Low(nextLow)) nextLow = index;
        }

        if (high != low) return Make(high, low);
        return High(nextHigh) - Low(low) > High(high) - Low(nextLow) ? Make(nextHigh, low) : Make(high, nextLow);

        double High(int index) => clocks[index].Offset + (sign * clocks[index].Uncertainty);

        double Low(int index) => clocks[index].Offset - (sign * clocks[index].Uncertainty);

        Pair Make(int later, int earlier) => new(
            clocks[later].Node, clocks[earlier].Node,
            Math.Abs(clocks[later].Offset - clocks[earlier].Offset) / TimeSpan.TicksPerSecond,
            (clocks[later].Uncertainty + clocks[earlier].Uncertainty) / TimeSpan.TicksPerSecond,
            (High(later) - Low(earlier)) / TimeSpan.TicksPerSecond);
    }

    private static LocalizedText Actual(Pair pair) => new(
        $"{pair.Later.Label} and {pair.Earlier.Label}: {Measured(pair.Difference)} ± {Measured(pair.Uncertainty)} s",
        $"{pair.Later.Label} 与 {pair.Earlier.Label}：{Measured(pair.Difference)} ± {Measured(pair.Uncertainty)} 秒");

    private static string Seconds(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>To the millisecond, upwards: an uncertainty is never shown as none.</summary>
    private static string Measured(double seconds) => (Math.Ceiling(Math.Round(seconds * 1000, 3)) / 1000).ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Two nodes with d, u and d ± u, in seconds.</summary>
    private sealed record Pair(RosterNode Later, RosterNode Earlier, double Difference, double Uncertainty, double Bound);
}
