using System.Globalization;
using AcpFleet.Checks.Model;

namespace AcpFleet.Cli.Wording;

/// <summary>Sentences with numbers and names, in both languages, with English plurals.</summary>
internal static class Sentences
{
    public static LocalizedText Ready { get; } = new("READY", "就绪");

    public static LocalizedText NotReady { get; } = new("NOT READY", "未就绪");

    public static LocalizedText NoNodes { get; } = new(
        "No node has joined yet. Create a join token with 'acpfleet token create' and run the command it prints on each node.",
        "还没有节点加入。请运行 'acpfleet token create' 创建加入令牌，然后在每个节点上执行它输出的命令。");

    public static LocalizedText NothingToShow { get; } = new(
        "No finding matches. Without --all or --outcome only those that fail, are unknown or waived are shown.",
        "没有符合条件的结果。未指定 --all 或 --outcome 时只显示未通过、未知和已豁免的项。");

    public static LocalizedText NoTokens { get; } = new("There is no join token.", "没有加入令牌。");

    public static LocalizedText NoPlan { get; } = new(
        "The fleet has no plan yet. Write one with 'acpfleet plan init', then store it with 'acpfleet plan apply fleet.yaml'.",
        "还没有规划文件。请用 'acpfleet plan init' 生成，再用 'acpfleet plan apply fleet.yaml' 保存。");

    public static LocalizedText TokenOnce { get; } = new(
        "The token is shown only this once. Whoever has it can join a node to the fleet until it is spent or expires.",
        "令牌只显示这一次。在用完或过期之前，持有它的人都可以把节点加入本集群。");

    public static LocalizedText RunOnNode { get; } = new("Run this line on the node:", "在节点上执行以下命令：");

    public static LocalizedText JoinFileWritten(string file) => new(
        $"{file} is written. Put it at /etc/acpfleet-agent/join.yaml of the node or image (owner root, mode 0600): the agent joins when it starts.",
        $"已写入 {file}。请将其放到节点或镜像的 /etc/acpfleet-agent/join.yaml（属主 root，权限 0600）：代理启动时会自动加入。");

    /// <summary>"3 required checks fail, 2 are unknown, 9 pass".</summary>
    public static LocalizedText RequiredCounts(int fail, int unknown, int pass, int waived)
    {
        var english = new List<string>();
        var chinese = new List<string>();
        if (fail > 0)
        {
            english.Add(fail == 1 ? "1 required check fails" : $"{fail} required checks fail");
            chinese.Add($"{fail} 项必需检查未通过");
        }

        if (unknown > 0)
        {
            english.Add(fail == 0 ? Count(unknown, "required check is", "required checks are") + " unknown" : $"{unknown} unknown");
            chinese.Add(fail == 0 ? $"{unknown} 项必需检查结果未知" : $"{unknown} 项未知");
        }

        if (waived > 0)
        {
            english.Add($"{waived} waived");
            chinese.Add($"{waived} 项已豁免");
        }

        english.Add(fail + unknown == 0 ? Count(pass, "required check passes", "required checks pass") : $"{pass} pass");
        chinese.Add(fail + unknown == 0 ? $"{pass} 项必需检查通过" : $"{pass} 项通过");
        return new LocalizedText(string.Join(", ", english), string.Join("，", chinese));
    }

    /// <summary>"2 recommendations not met".</summary>
    public static LocalizedText Recommendations(int notMet) => new(
        Count(notMet, "recommendation", "recommendations") + " not met (not blocking)",
        $"{notMet} 项建议未满足（不影响就绪）");

    public static LocalizedText SeeFindings { get; } = new(
        "What is wrong, and how to mend it: acpfleet findings",
        "问题详情与处理方法：acpfleet findings");

    public static LocalizedText NodeSummary(int blocking, int advisories) => blocking + advisories == 0
        ? new LocalizedText("nothing open", "没有未解决的问题")
        : new LocalizedText(
            $"{blocking} blocking" + (advisories > 0 ? $", {advisories} advisory" : ""),
            $"{blocking} 项阻断" + (advisories > 0 ? $"，{advisories} 项建议" : ""));

    public static LocalizedText NodesReady(int ready, int all) => new(
        $"{ready} of {Count(all, "node", "nodes")} ready",
        $"{all} 个节点中 {ready} 个就绪");

    public static LocalizedText PassList(int count) => new($"{count} pass", $"{count} 项通过");

    public static LocalizedText NotApplicableList(int count) => new($"{count} not applicable", $"{count} 项不适用");

    public static LocalizedText WaivedBy(string by, string until, string reason, LocalizedText otherwise) => new(
        $"by {by} until {until}: {reason} (would be: {otherwise.En})",
        $"{by} 豁免至 {until}：{reason}（否则为：{otherwise.Zh}）");

    /// <summary>An offset in milliseconds below a second, in seconds from there on.</summary>
    public static LocalizedText ClockOffset(double offset, double? uncertainty)
    {
        var small = Math.Abs(offset) < 1;
        var (scale, format, unit) = small ? (1000.0, "0.00", "ms") : (1.0, "0.000", "s");
        var number = (Math.Abs(offset) * scale).ToString(format, CultureInfo.InvariantCulture);
        var plusMinus = uncertainty is { } bound ? $" ± {(bound * scale).ToString(format, CultureInfo.InvariantCulture)}" : "";
        var chineseUnit = small ? "毫秒" : "秒";
        return offset < 0
            ? new LocalizedText($"{number}{plusMinus} {unit} behind the coordinator", $"比协调器慢 {number}{plusMinus} {chineseUnit}")
            : new LocalizedText($"{number}{plusMinus} {unit} ahead of the coordinator", $"比协调器快 {number}{plusMinus} {chineseUnit}");
    }

    /// <summary>How long ago, roughly: people compare it with a minute, an hour, a day.</summary>
    public static LocalizedText Ago(TimeSpan age)
    {
        if (age < TimeSpan.FromSeconds(2))
            return new LocalizedText("just now", "刚刚");
        return age.TotalSeconds < 120 ? new LocalizedText($"{(int)age.TotalSeconds} s ago", $"{(int)age.TotalSeconds} 秒前")
            : age.TotalMinutes < 120 ? new LocalizedText($"{(int)age.TotalMinutes} min ago", $"{(int)age.TotalMinutes} 分钟前")
            : age.TotalHours < 48 ? new LocalizedText($"{(int)age.TotalHours} h ago", $"{(int)age.TotalHours} 小时前")
            : new LocalizedText($"{(int)age.TotalDays} days ago", $"{(int)age.TotalDays} 天前");
    }

    private static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
