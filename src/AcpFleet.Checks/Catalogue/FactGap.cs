using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue;

/// <summary>Why a fact is not there, for people.</summary>
/// <param name="Problem">Which fact, and why.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed record FactGap(LocalizedText Problem, LocalizedText Hint)
{
    private static readonly LocalizedText NotKnown = new("not known", "未知");

    private static readonly LocalizedText Rescan = new(
        "scan the node again (acpfleet scan); the agent's log says more", "请重新扫描该节点（acpfleet scan）；详情见代理日志");

    public static CheckResult Stale { get; } = CheckResult.Unknown(
        new LocalizedText("no current facts", "没有最新的采集数据"),
        new LocalizedText("the node's facts are stale: it has missed three intervals", "该节点的数据已过期：已错过三个采集周期"),
        new LocalizedText(
            "see whether the agent runs and reaches the coordinator: systemctl status acpfleet-agent",
            "请检查代理是否在运行并能连接协调器：systemctl status acpfleet-agent"));

    public CheckResult Result(LocalizedText? actual = null) => CheckResult.Unknown(actual ?? NotKnown, Problem, Hint);

    /// <summary>The gap that a check leaves when it breaks: that check alone is unknown.</summary>
    public static CheckResult InternalFault(Exception exception) => CheckResult.Unknown(
        NotKnown,
        new LocalizedText(
            $"internal fault of this check: {exception.GetType().Name}: {Shown.Text(exception.Message)}",
            $"该检查项发生内部错误：{exception.GetType().Name}: {Shown.Text(exception.Message)}"),
        new LocalizedText(
            "this is a fault of the product: please report it with the node's facts (acpfleet-agent facts)",
            "这是产品缺陷：请附上该节点的采集数据（acpfleet-agent facts）反馈"));

    public static FactGap NoSection(SectionKind kind) => new(
        new LocalizedText($"the node has not reported its {Name(kind).En} facts", $"该节点尚未上报{Name(kind).Zh}数据"), Rescan);

    public static FactGap NoValue(SectionKind kind, string field) => new(
        new LocalizedText(
            $"the node's {Name(kind).En} facts do not hold {field}, and do not say why",
            $"该节点的{Name(kind).Zh}数据中没有 {field}，也未说明原因"),
        Rescan);

    public static FactGap Failed(SourceFailure failure)
    {
        var source = Shown.Text(failure.Source);
        var detail = failure.Detail.Length == 0 ? "" : Shown.Text(failure.Detail);
        var (reason, hint) = Reason(failure.Reason, source);
        return new FactGap(
            new LocalizedText(
                $"{source} {reason.En}{(detail.Length == 0 ? "" : $" ({detail})")}",
                $"{source} {reason.Zh}{(detail.Length == 0 ? "" : $"（{detail}）")}"),
            hint);
    }

    private static (LocalizedText Reason, LocalizedText Hint) Reason(SourceFailure.Types.Reason reason, string source) => reason switch
    {
        SourceFailure.Types.Reason.Missing => (
            new LocalizedText("does not exist", "不存在"),
            new LocalizedText($"see on the node whether {source} should exist", $"请在节点上确认 {source} 是否应存在")),
        SourceFailure.Types.Reason.PermissionDenied => (
            new LocalizedText("could not be read: permission denied", "无法读取：权限不足"),
            new LocalizedText("run the agent as root", "请以 root 身份运行代理")),
        SourceFailure.Types.Reason.TooLarge => (
            new LocalizedText("is larger than the agent reads", "超出代理读取的大小上限"),
            new LocalizedText($"look at {source} on the node: it should be a small file", $"请在节点上查看 {source}：它应当是一个小文件")),
        SourceFailure.Types.Reason.Malformed => (
            new LocalizedText("could not be understood", "内容无法解析"),
            new LocalizedText($"look at {source} on the node and mend it", $"请在节点上查看并修正 {source}")),
        SourceFailure.Types.Reason.TimedOut => (
            new LocalizedText("did not answer in time", "未在限定时间内返回"),
            new LocalizedText($"run it on the node and see why it hangs: {source}", $"请在节点上执行并查明为何无响应：{source}")),
        SourceFailure.Types.Reason.ProgramFailed => (
            new LocalizedText("ended with an error", "执行出错"),
            new LocalizedText($"run it on the node and see what it says: {source}", $"请在节点上执行并查看其输出：{source}")),
        SourceFailure.Types.Reason.ProgramMissing => (
            new LocalizedText("could not be run: the program is not installed", "无法执行：未安装该程序"),
            new LocalizedText($"install the program and scan again: {source}", $"请安装该程序后重新扫描：{source}")),
        SourceFailure.Types.Reason.ProbeFault => (
            new LocalizedText("could not be read: a fault of the agent", "无法读取：代理内部错误"),
            new LocalizedText("this is a fault of the product: please report it with the agent's log", "这是产品缺陷：请附上代理日志反馈")),
        _ => (new LocalizedText("could not be read", "无法读取"), Rescan),
    };

    private static LocalizedText Name(SectionKind kind) => kind switch
    {
        SectionKind.Os => new LocalizedText("operating system", "操作系统"),
        SectionKind.Kernel => new LocalizedText("kernel", "内核"),
        SectionKind.Network => new LocalizedText("network", "网络"),
        SectionKind.Time => new LocalizedText("time", "时间"),
        SectionKind.Packages => new LocalizedText("package", "软件包"),
        SectionKind.Memory => new LocalizedText("memory", "内存"),
        _ => new LocalizedText(kind.ToString(), kind.ToString()),
    };
}
