using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;
using State = AcpFleet.Protocol.V1.KernelModule.Types.State;

namespace AcpFleet.Checks.Catalogue.Kernel;

/// <summary>kernel.module-ip-vs.</summary>
internal sealed class ModuleIpVsCheck : INodeCheck
{
    private const string PersistFile = "/etc/modules-load.d/acp-ip-vs.conf";

    private static readonly ProfileText ExpectedText = new(profile =>
    {
        var names = TextList.Names(profile.Kernel.IpVsModules);
        return new LocalizedText($"{names.En} loaded or built in", $"{names.Zh} 已加载或内建于内核");
    });

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "kernel.module-ip-vs",
        Severity = Severity.Required,
        Title = new LocalizedText("IP virtual server modules", "IPVS 内核模块"),
        Rationale = new LocalizedText(
            "kube-proxy balances the cluster's services with IPVS, which needs these modules and their scheduling algorithms.",
            "kube-proxy 使用 IPVS 为集群的 Service 做负载均衡，需要这些模块及其调度算法。"),
        HowJudged = new LocalizedText(
            """
            - Applies always. Each module is one of: loaded, built in, loadable (on disk, not loaded), absent.
            - **Pass**: `ip_vs`, `ip_vs_rr`, `ip_vs_wrr` and `ip_vs_sh` are loaded or built in. A note says when nothing loads them at the next boot.
            - **Fail**: one of them is loadable or absent.
            - **Unknown**: the state of one is not known, and no other fails. A kernel without module support has built-in modules only.
            """,
            """
            - 始终适用。每个模块的状态为：已加载、内建、可加载（在磁盘上但未加载）或不存在。
            - **通过**：`ip_vs`、`ip_vs_rr`、`ip_vs_wrr`、`ip_vs_sh` 均已加载或内建。若下次启动时不会自动加载，则附说明。
            - **不通过**：其中之一仅为可加载或不存在。
            - **未知**：其中之一状态未知，且没有其他模块不通过。不支持模块的内核只可能有内建模块。
            """),
        SeeByHand = new LocalizedText(
            "`lsmod | grep ip_vs`; built in: `grep ip_vs /lib/modules/$(uname -r)/modules.builtin`.",
            "`lsmod | grep ip_vs`；内建模块：`grep ip_vs /lib/modules/$(uname -r)/modules.builtin`。"),
        Mend = new LocalizedText(
            "`modprobe -a ip_vs ip_vs_rr ip_vs_wrr ip_vs_sh`, and write the names, one per line, into a file of `/etc/modules-load.d`. Absent modules come with a package: `linux-modules-extra-$(uname -r)` on Ubuntu, `kernel-modules` on RHEL 8.",
            "执行 `modprobe -a ip_vs ip_vs_rr ip_vs_wrr ip_vs_sh`，并将模块名逐行写入 `/etc/modules-load.d` 下的文件。不存在的模块由软件包提供：Ubuntu 为 `linux-modules-extra-$(uname -r)`，RHEL 8 为 `kernel-modules`。"),
        Source = "节点检查 操作系统和内核",
        Remedy = "EnsureKernelModule",
    };

    public LocalizedText Expected(NodeCheckContext context) => ExpectedText.Of(context.Profile);

    public CheckResult Evaluate(NodeCheckContext context)
    {
        if (context.Facts.Kernel is not { } kernel) return context.Unknown(SectionKind.Kernel, "modules");
        var names = context.Profile.Kernel.IpVsModules;
        List<string> loadable = [], absent = [], unknown = [], fleeting = [];
        var states = new List<LocalizedText>(names.Length);
        foreach (var name in names)
        {
            var module = Find(kernel, name);
            var state = module?.State ?? State.Unspecified;
            states.Add(StateText(name, state));
            switch (state)
            {
                case State.Loaded:
                    if (!module!.HasPersistedIn) fleeting.Add(name);
                    break;
                case State.BuiltIn: break;
                case State.Loadable: loadable.Add(name); break;
                case State.Absent: absent.Add(name); break;
                default: unknown.Add(name); break;
            }
        }

        var actual = TextList.Sentences(states);
        if (loadable.Count + absent.Count > 0) return Missing(kernel, loadable, absent, actual);
        if (unknown.Count > 0) return NotKnown(context, kernel, unknown, actual);
        return CheckResult.Pass(actual, fleeting.Count == 0 ? null : NotPersisted(fleeting));
    }

    private static CheckResult Missing(KernelFacts kernel, List<string> loadable, List<string> absent, LocalizedText actual)
    {
        var names = TextList.Names([.. loadable, .. absent]);
        if (kernel is { HasModulesSupported: true, ModulesSupported: false })
        {
            return CheckResult.Fail(
                actual,
                new LocalizedText(
                    $"this kernel has no loadable modules, and these are not built in: {names.En}", $"该内核不支持加载模块，且未内建 {names.Zh}"),
                new LocalizedText("boot the distribution's own kernel", "请使用发行版自带的内核启动"));
        }

        var command = $"modprobe -a {string.Join(' ', (string[])[.. loadable, .. absent])} && printf '%s\\n' {string.Join(' ', (string[])[.. loadable, .. absent])} >> {PersistFile}";
        return absent.Count == 0
            ? CheckResult.Fail(
                actual, new LocalizedText($"not loaded: {names.En}", $"未加载：{names.Zh}"), new LocalizedText($"run: {command}", $"请执行：{command}"))
            : CheckResult.Fail(
                actual,
                new LocalizedText($"not loaded: {names.En}; this kernel does not come with {TextList.Names(absent).En}", $"未加载：{names.Zh}；该内核未附带 {TextList.Names(absent).Zh}"),
                new LocalizedText(
                    $"install the kernel's further modules (Ubuntu: linux-modules-extra-$(uname -r); RHEL 8: kernel-modules), then: {command}",
                    $"请安装内核的附加模块软件包（Ubuntu：linux-modules-extra-$(uname -r)；RHEL 8：kernel-modules），然后执行：{command}"));
    }

    private static CheckResult NotKnown(NodeCheckContext context, KernelFacts kernel, List<string> unknown, LocalizedText actual)
    {
        var names = TextList.Names(unknown);
        var failure = context.Facts.Failure(SectionKind.Kernel, "modules");
        var why = failure?.Problem ?? (kernel is { HasModulesSupported: true, ModulesSupported: false }
            ? new LocalizedText("this kernel has no loadable modules and does not list its built-in ones", "该内核不支持加载模块，也未列出内建模块")
            : new LocalizedText("the node did not report it", "该节点未上报"));
        return CheckResult.Unknown(
            actual,
            new LocalizedText($"the state of {names.En} is not known: {why.En}", $"{names.Zh} 的状态未知：{why.Zh}"),
            failure?.Hint ?? new LocalizedText(
                "see on the node: lsmod; zgrep CONFIG_IP_VS /proc/config.gz /boot/config-$(uname -r)",
                "请在节点上查看：lsmod；zgrep CONFIG_IP_VS /proc/config.gz /boot/config-$(uname -r)"));
    }

    private static LocalizedText NotPersisted(List<string> names)
    {
        var text = TextList.Names(names);
        return new LocalizedText(
            $"nothing loads {text.En} at the next boot: printf '%s\\n' {string.Join(' ', names)} >> {PersistFile}",
            $"下次启动时不会自动加载 {text.Zh}：printf '%s\\n' {string.Join(' ', names)} >> {PersistFile}");
    }

    private static KernelModule? Find(KernelFacts kernel, string name)
    {
        foreach (var module in kernel.Modules)
        {
            if (module.Name == name) return module;
        }

        return null;
    }

    private static LocalizedText StateText(string name, State state) => state switch
    {
        State.Loaded => new LocalizedText($"{name}: loaded", $"{name}：已加载"),
        State.BuiltIn => new LocalizedText($"{name}: built in", $"{name}：内建"),
        State.Loadable => new LocalizedText($"{name}: loadable", $"{name}：可加载"),
        State.Absent => new LocalizedText($"{name}: absent", $"{name}：不存在"),
        _ => new LocalizedText($"{name}: not known", $"{name}：未知"),
    };
}
