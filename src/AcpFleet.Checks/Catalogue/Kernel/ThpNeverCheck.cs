using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue.Kernel;

/// <summary>kernel.thp-never.</summary>
internal sealed class ThpNeverCheck : INodeCheck
{
    private static readonly ProfileText ExpectedText = new(profile =>
    {
        var setting = $"{profile.Kernel.HugePageParameter}={profile.Kernel.HugePageValue}";
        return new LocalizedText($"{setting} in the boot configuration and in the running kernel", $"启动配置和正在运行的内核均为 {setting}");
    });

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "kernel.thp-never",
        Severity = Severity.Required,
        Title = new LocalizedText("Transparent huge pages off", "关闭透明大页"),
        Rationale = new LocalizedText(
            "Transparent huge pages cause latency peaks and memory growth in databases such as etcd; the guide wants them off from the boot on.",
            "透明大页会使 etcd 等数据库出现延迟抖动和内存膨胀；指南要求从启动时即关闭。"),
        HowJudged = new LocalizedText(
            """
            - Applies always.
            - **Pass**: every boot entry that would boot (rescue and recovery entries aside) holds `transparent_hugepage=never`, a generated GRUB menu's defaults hold it too, and the running kernel agrees.
            - **Fail**: an entry lacks it (the finding says which); or it runs but the next boot would lose it; or it is configured and does not run yet: then the finding is marked *reboot pending*.
            - **Unknown**: the boot configuration could not be read in full, and the running kernel does not contradict. If it does contradict, the outcome is fail.
            - Where a parameter stands twice, the last one counts, as for the kernel.
            """,
            """
            - 始终适用。
            - **通过**：所有会被启动的启动项（救援和恢复项除外）都含有 `transparent_hugepage=never`，生成 GRUB 菜单所用的默认配置也含有该参数，且正在运行的内核与之一致。
            - **不通过**：某个启动项缺少该参数（结果中会指明）；或当前已生效但下次启动会丢失；或已配置但尚未生效，此时标记为*等待重启*。
            - **未知**：启动配置未能完整读取，且正在运行的内核未表明不符合；若内核状态不符合，则判为不通过。
            - 同一参数出现多次时，以最后一个为准，与内核行为一致。
            """),
        SeeByHand = new LocalizedText(
            "`cat /proc/cmdline /sys/kernel/mm/transparent_hugepage/enabled`; `grep -r transparent_hugepage /etc/default/grub /boot/grub*/grub.cfg /boot/loader/entries`.",
            "`cat /proc/cmdline /sys/kernel/mm/transparent_hugepage/enabled`；`grep -r transparent_hugepage /etc/default/grub /boot/grub*/grub.cfg /boot/loader/entries`。"),
        Mend = new LocalizedText(
            "RHEL, CentOS, Kylin: `grubby --update-kernel=ALL --args=transparent_hugepage=never`, and add it to `GRUB_CMDLINE_LINUX` in `/etc/default/grub`. Ubuntu: add it there and run `update-grub`. Then reboot.",
            "RHEL、CentOS、麒麟：执行 `grubby --update-kernel=ALL --args=transparent_hugepage=never`，并在 `/etc/default/grub` 的 `GRUB_CMDLINE_LINUX` 中加入该参数。Ubuntu：在该文件中加入后执行 `update-grub`。然后重启。"),
        Source = "节点检查 操作系统和内核",
        Remedy = "SetBootParameter",
    };

    public LocalizedText Expected(NodeCheckContext context) => ExpectedText.Of(context.Profile);

    public CheckResult Evaluate(NodeCheckContext context)
    {
        if (context.Facts.Kernel is not { } kernel) return context.Unknown(SectionKind.Kernel, "boot");
        var (parameter, value) = (context.Profile.Kernel.HugePageParameter, context.Profile.Kernel.HugePageValue);
        var boot = BootParameterState.Of(context, parameter, value);

        var onCommandLine = kernel.HasCommandLine ? KernelCommandLine.Value(kernel.CommandLine, parameter) == value : (bool?)null;
        // A kernel without huge pages has no such file in /sys: then its command line is what there is to agree.
        var running = kernel.HasTransparentHugepage ? kernel.TransparentHugepage == value : onCommandLine;
        var actual = Actual(kernel, parameter, boot);
        var setting = $"{parameter}={value}";

        if (boot.Persisted == true && running == true) return CheckResult.Pass(actual, boot.Note);
        if (boot.Persisted == true && running is null) return context.Unknown(SectionKind.Kernel, "transparent_hugepage") with { Actual = actual };
        if (boot.Persisted == true) return NotRunning(context, onCommandLine == true, actual, setting, kernel.TransparentHugepage);
        if (boot.Persisted is null && running != false)
        {
            return CheckResult.Unknown(actual, boot.Problem!, new LocalizedText(
                $"see on the node whether every boot entry holds {setting}: {Look(parameter)}", $"请在节点上确认所有启动项均含有 {setting}：{Look(parameter)}"));
        }

        var problem = (running, boot.Persisted) switch
        {
            (true, _) => new LocalizedText($"{boot.Problem!.En}; the running kernel has it, and would lose it at the next boot", $"{boot.Problem!.Zh}；正在运行的内核已生效，但下次启动将会丢失"),
            (false, null) => new LocalizedText($"the running kernel does not have {setting}; {boot.Problem!.En}", $"正在运行的内核未生效 {setting}；{boot.Problem!.Zh}"),
            _ => boot.Problem!,
        };
        return CheckResult.Fail(actual, problem, boot.NothingFound ? PersistElsewhere(setting) : Persist(context, setting, reboot: running != true));
    }

    private static CheckResult NotRunning(NodeCheckContext context, bool onCommandLine, LocalizedText actual, string setting, string now)
    {
        if (!onCommandLine)
        {
            return CheckResult.Fail(
                actual,
                new LocalizedText($"{setting} is configured, but the running kernel was booted without it", $"已配置 {setting}，但正在运行的内核启动时尚无此参数"),
                new LocalizedText("reboot the node", "请重启该节点")) with { RebootPending = true };
        }

        var value = context.Profile.Kernel.HugePageValue;
        return CheckResult.Fail(
            actual,
            new LocalizedText(
                $"the kernel was booted with {setting}, but something set it to {Shown.Text(now)} afterwards (tuned does so)",
                $"内核启动时带有 {setting}，但之后被改为 {Shown.Text(now)}（例如被 tuned 修改）"),
            new LocalizedText(
                $"find what changes it (tuned-adm active), then: echo {value} > /sys/kernel/mm/transparent_hugepage/enabled",
                $"请查明修改来源（tuned-adm active），然后执行：echo {value} > /sys/kernel/mm/transparent_hugepage/enabled"));
    }

    private static LocalizedText Persist(NodeCheckContext context, string setting, bool reboot)
    {
        var debian = context.Facts.Os is { } os && (os.Id is "ubuntu" or "debian" || os.IdLike.Contains("debian"));
        var command = debian
            ? new LocalizedText(
                $"add {setting} to GRUB_CMDLINE_LINUX in /etc/default/grub and run: update-grub",
                $"请在 /etc/default/grub 的 GRUB_CMDLINE_LINUX 中加入 {setting}，然后执行：update-grub")
            : new LocalizedText(
                $"add {setting} to GRUB_CMDLINE_LINUX in /etc/default/grub and run: grubby --update-kernel=ALL --args={setting}",
                $"请在 /etc/default/grub 的 GRUB_CMDLINE_LINUX 中加入 {setting}，然后执行：grubby --update-kernel=ALL --args={setting}");
        return reboot ? new LocalizedText(command.En + "; then reboot", command.Zh + "；然后重启") : command;
    }

    private static LocalizedText PersistElsewhere(string setting) => new(
        $"with GRUB: add {setting} to GRUB_CMDLINE_LINUX in /etc/default/grub and generate the menu; without it: add {setting} where the kernel's command line comes from (hypervisor, network boot); then reboot",
        $"使用 GRUB 时：在 /etc/default/grub 的 GRUB_CMDLINE_LINUX 中加入 {setting} 并重新生成菜单；否则：在内核命令行的来源处（虚拟化平台、网络启动）加入 {setting}；然后重启");

    private static LocalizedText Actual(KernelFacts kernel, string parameter, BootParameterState boot)
    {
        var now = kernel.HasTransparentHugepage ? Shown.Text(kernel.TransparentHugepage) : "?";
        var line = !kernel.HasCommandLine ? "?" : KernelCommandLine.Value(kernel.CommandLine, parameter) is { } found ? $"{parameter}={Shown.Text(found)}" : "-";
        return new LocalizedText(
            $"running: {now}; kernel command line: {line}; {boot.Evidence.En}", $"当前状态：{now}；内核命令行：{line}；{boot.Evidence.Zh}");
    }

    private static string Look(string parameter) => $"grep -r {parameter} /etc/default/grub /boot/grub*/grub.cfg /boot/loader/entries";
}
