using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;
using Mechanism = AcpFleet.Protocol.V1.SwapConfiguration.Types.Mechanism;

namespace AcpFleet.Checks.Catalogue.Memory;

/// <summary>memory.swap-disabled.</summary>
internal sealed class SwapDisabledCheck : INodeCheck
{
    private static readonly LocalizedText ExpectedText = new("no swap in use and none configured", "未使用且未配置任何 swap");

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "memory.swap-disabled",
        Severity = Severity.Required,
        Title = new LocalizedText("Swap off", "禁用 swap"),
        Rationale = new LocalizedText(
            "kubelet refuses to start on a node with swap by default, and swapping makes etcd miss its deadlines.",
            "默认情况下 kubelet 拒绝在启用 swap 的节点上启动，且换页会使 etcd 超时。"),
        HowJudged = new LocalizedText(
            """
            - Applies always.
            - **Pass**: no swap area is active, `/etc/fstab` holds none, no swap unit is enabled, and no zram generator makes one.
            - **Fail**: any of them. Swap that is off now and still configured comes back with the next boot.
            - **Unknown**: one of the sources could not be read, and the others show no swap.
            """,
            """
            - 始终适用。
            - **通过**：没有已启用的 swap，`/etc/fstab` 中没有 swap，没有已启用的 swap 单元，也没有 zram 生成器。
            - **不通过**：存在以上任一情况。当前已关闭但仍有配置的 swap 会在下次启动时恢复。
            - **未知**：某个来源无法读取，且其他来源未发现 swap。
            """),
        SeeByHand = new LocalizedText(
            "`swapon --show`; `grep -w swap /etc/fstab`; `systemctl list-units --type=swap --all`; `cat /etc/systemd/zram-generator.conf`.",
            "`swapon --show`；`grep -w swap /etc/fstab`；`systemctl list-units --type=swap --all`；`cat /etc/systemd/zram-generator.conf`。"),
        Mend = new LocalizedText(
            "`swapoff -a`; comment the swap lines of `/etc/fstab` out; `systemctl mask` the swap units; leave `/etc/systemd/zram-generator.conf` empty.",
            "执行 `swapoff -a`；注释 `/etc/fstab` 中的 swap 行；对 swap 单元执行 `systemctl mask`；将 `/etc/systemd/zram-generator.conf` 置空。"),
        Source = "节点检查 操作系统和内核",
        Remedy = "DisableSwap",
    };

    public LocalizedText Expected(NodeCheckContext context) => ExpectedText;

    public CheckResult Evaluate(NodeCheckContext context)
    {
        if (context.Facts.Memory is not { } memory) return context.Unknown(SectionKind.Memory, "active_swap");
        var active = memory.ActiveSwap;
        // The total tells of swap even where the list could not be read.
        var inUse = active.Count > 0 || memory is { HasSwapTotalBytes: true, SwapTotalBytes: > 0 };
        var configured = memory.ConfiguredSwap;
        if (inUse || configured.Count > 0) return Fail(memory, inUse);

        var gap = memory.HasSwapTotalBytes ? null : context.Facts.Failure(SectionKind.Memory, "active_swap") ?? context.Facts.Failure(SectionKind.Memory, "swap_total_bytes");
        gap ??= context.Facts.Failure(SectionKind.Memory, "configured_swap");
        return gap?.Result() ?? CheckResult.Pass(new LocalizedText("no swap in use, none configured", "未使用且未配置 swap"));
    }

    private static CheckResult Fail(MemoryFacts memory, bool inUse)
    {
        var configured = memory.ConfiguredSwap;
        var actual = new List<LocalizedText>();
        foreach (var area in memory.ActiveSwap)
            actual.Add(new LocalizedText($"in use: {Shown.Text(area.Name)} ({Size(area.SizeBytes)})", $"使用中：{Shown.Text(area.Name)}（{Size(area.SizeBytes)}）"));
        if (inUse && memory.ActiveSwap.Count == 0)
            actual.Add(new LocalizedText($"in use: {Size(memory.SwapTotalBytes)}", $"使用中：{Size(memory.SwapTotalBytes)}"));
        foreach (var entry in configured)
            actual.Add(new LocalizedText($"configured: {Place(entry)} ({Shown.Text(entry.What)})", $"已配置：{Place(entry)}（{Shown.Text(entry.What)}）"));

        var problem = (inUse, configured.Count > 0) switch
        {
            (true, true) => new LocalizedText("swap is in use, and configured for the next boot", "swap 正在使用，且已配置为下次启动时启用"),
            (true, false) => new LocalizedText("swap is in use", "swap 正在使用"),
            _ => new LocalizedText("swap is off now, but the next boot would turn it on", "swap 当前已关闭，但下次启动会重新启用"),
        };

        var steps = new List<LocalizedText>();
        if (inUse) steps.Add(new LocalizedText("run: swapoff -a", "请执行：swapoff -a"));
        foreach (var entry in configured.Take(TextList.Longest)) steps.Add(Step(entry));
        return CheckResult.Fail(TextList.Items(actual), problem, TextList.Sentences(steps));
    }

    private static LocalizedText Step(SwapConfiguration entry) => entry.Mechanism switch
    {
        Mechanism.Fstab when entry.HasLine => new LocalizedText(
            $"comment line {entry.Line} out: sed -i '{entry.Line}s/^/#/' {Shown.Argument(entry.Source)}",
            $"注释第 {entry.Line} 行：sed -i '{entry.Line}s/^/#/' {Shown.Argument(entry.Source)}"),
        Mechanism.SwapUnit => new LocalizedText($"run: systemctl mask --now {Unit(entry)}", $"请执行：systemctl mask --now {Unit(entry)}"),
        Mechanism.ZramGenerator => new LocalizedText(
            "turn the zram generator off: truncate -s 0 /etc/systemd/zram-generator.conf", "关闭 zram 生成器：truncate -s 0 /etc/systemd/zram-generator.conf"),
        _ => new LocalizedText(
            $"remove the swap {Shown.Text(entry.What)} from {Shown.Text(entry.Source)}", $"从 {Shown.Text(entry.Source)} 中移除 swap {Shown.Text(entry.What)}"),
    };

    private static string Unit(SwapConfiguration entry) => Shown.Argument(entry.Source[(entry.Source.LastIndexOf('/') + 1)..]);

    private static string Place(SwapConfiguration entry) => entry.HasLine ? $"{Shown.Text(entry.Source)}:{entry.Line}" : Shown.Text(entry.Source);

    private static string Size(ulong bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MiB" : $"{bytes} B";
}
