using AcpFleet.Checks.Model;
using AcpFleet.Checks.Profiles;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue.Os;

/// <summary>os.kernel-supported.</summary>
internal sealed class KernelSupportedCheck : INodeCheck
{
    private static readonly ProfileText AnyExpected = new(profile =>
    {
        var kernels = profile.OperatingSystems.Select(system => $"{system.Name}: {Range(system.Kernel)}").ToList();
        return new LocalizedText("kernel A.B.C as tested: " + string.Join("; ", kernels), "内核 A.B.C 主版本号与测试版本一致：" + string.Join("；", kernels));
    });

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "os.kernel-supported",
        Severity = Severity.Required,
        Title = new LocalizedText("Supported kernel", "支持的内核"),
        Rationale = new LocalizedText(
            "The vendor tested these kernels. A.B.C must be kept strictly; the build behind it may differ. Ubuntu HWE kernels are ruled out.",
            "厂商测试验证过这些内核版本。必须严格遵守 A.B.C 主版本号，后续小版本可有所不同。不支持 Ubuntu HWE 内核。"),
        HowJudged = new LocalizedText(
            """
            - Applies when `os.supported` passes: the tested kernel depends on the system.
            - **Pass**: the running kernel's A.B.C is the tested one. A build outside the tested range passes with a note.
            - **Fail**: A.B.C differs; or, on Ubuntu, an HWE kernel runs or a `linux-*-hwe-*` package is installed, since the next boot may take it.
            - **Unknown**: the kernel's release could not be read; or, on Ubuntu, the list of installed packages is not complete.
            """,
            """
            - 在 `os.supported` 通过时适用：测试过的内核取决于操作系统。
            - **通过**：正在运行的内核的 A.B.C 与测试版本一致。小版本超出测试范围时通过，并附说明。
            - **不通过**：A.B.C 不一致；或在 Ubuntu 上正在运行 HWE 内核，或安装了 `linux-*-hwe-*` 软件包（下次启动可能使用它）。
            - **未知**：无法读取内核版本；或在 Ubuntu 上已安装软件包列表不完整。
            """),
        SeeByHand = new LocalizedText(
            "`uname -r`; on Ubuntu also `dpkg-query -W 'linux-*-hwe-*'`.",
            "`uname -r`；在 Ubuntu 上还需执行 `dpkg-query -W 'linux-*-hwe-*'`。"),
        Mend = new LocalizedText(
            "Install the distribution's own kernel of that version, make it the default and reboot. On Ubuntu: `apt-get install linux-generic`, then purge the HWE packages.",
            "安装发行版自带的对应版本内核，设为默认启动项并重启。Ubuntu：`apt-get install linux-generic`，然后清除 HWE 软件包。"),
        Source = "支持的操作系统和内核",
    };

    public LocalizedText Expected(NodeCheckContext context)
    {
        if (context.OsVerdict.Requirement is not { } system) return AnyExpected.Of(context.Profile);
        var range = Range(system.Kernel);
        return new LocalizedText($"kernel {range} on {system.Name} (tested: {system.Kernel.Tested})", $"{system.Name} 上内核为 {range}（测试版本：{system.Kernel.Tested}）");
    }

    public CheckResult Evaluate(NodeCheckContext context)
    {
        var kernel = context.Facts.Kernel;
        if (context.OsVerdict is not { Requirement: { } system, Distribution: { } distribution })
        {
            return CheckResult.NotApplicable(
                kernel is { HasRelease: true } ? LocalizedText.Same(Shown.Text(kernel.Release)) : new LocalizedText("not known", "未知"),
                new LocalizedText(
                    "the operating system is not known to be supported (os.supported), so there is no tested kernel to compare with",
                    "尚未确认操作系统受支持（os.supported），因此没有可比较的测试内核"));
        }

        if (kernel is not { HasRelease: true }) return context.Unknown(SectionKind.Kernel, "release");
        var actual = LocalizedText.Same(Shown.Text(kernel.Release));
        if (KernelRelease.Parse(kernel.Release) is not { } release)
        {
            return CheckResult.Unknown(
                actual,
                new LocalizedText("the kernel's release does not begin with a version", "内核版本字符串不以版本号开头"),
                new LocalizedText("see on the node: uname -r", "请在节点上查看：uname -r"));
        }

        if (!release.IsBetween(system.Kernel.From, system.Kernel.To)) return WrongVersion(system, distribution, release, actual);
        if (distribution.RefusedKernelPackages is { } refused && RefusedPackages(context, refused, actual) is { } found) return found;
        return CheckResult.Pass(actual, BuildNote(system.Kernel, release));
    }

    private static CheckResult WrongVersion(OperatingSystemRequirement system, DistributionKnowledge distribution, KernelRelease release, LocalizedText actual)
    {
        var range = Range(system.Kernel);
        var newer = DottedVersion.CompareToBound(release.Version, DottedVersion.Parse(system.Kernel.To)!) > 0;
        var reason = newer ? distribution.RefusedKernelPackages?.Reason : null;
        return CheckResult.Fail(
            actual,
            new LocalizedText(
                $"kernel {release.Base} runs, and {system.Name} is supported with {range} only{(reason is null ? "" : $"; {reason.En}")}",
                $"正在运行内核 {release.Base}，而 {system.Name} 仅支持 {range}{(reason is null ? "" : $"；{reason.Zh}")}"),
            reason is null
                ? new LocalizedText($"install the distribution's kernel {range}, make it the default and reboot", $"请安装发行版的 {range} 内核，设为默认启动项后重启")
                : new LocalizedText(
                    $"apt-get install linux-generic, purge the newer linux-image packages, and reboot into {range}",
                    $"请执行 apt-get install linux-generic，清除较新的 linux-image 软件包，并重启进入 {range} 内核"));
    }

    /// <summary>Null when none is installed for certain.</summary>
    private static CheckResult? RefusedPackages(NodeCheckContext context, RefusedKernelPackages refused, LocalizedText kernel)
    {
        PackageDatabase? database = null;
        List<string>? found = null;
        foreach (var candidate in context.Facts.Packages?.Databases ?? [])
        {
            if (candidate.Manager != PackageDatabase.Types.Manager.Dpkg) continue;
            database = candidate;
            foreach (var package in candidate.Packages)
            {
                if (!package.HasState && IsRefused(package.Name, refused)) (found ??= []).Add(package.Name);
            }
        }

        if (found is not null)
        {
            var names = TextList.Names(found.Select(Shown.Text));
            return CheckResult.Fail(
                new LocalizedText($"{kernel.En}; installed: {names.En}", $"{kernel.Zh}；已安装：{names.Zh}"),
                refused.Reason,
                new LocalizedText(
                    $"apt-get install linux-generic && apt-get purge {string.Join(' ', found.Take(TextList.Longest).Select(Shown.Argument))}, then reboot",
                    $"请执行 apt-get install linux-generic && apt-get purge {string.Join(' ', found.Take(TextList.Longest).Select(Shown.Argument))}，然后重启"));
        }

        if (database is { HasComplete: true, Complete: true }) return null;
        var gap = context.Facts.Gap(SectionKind.Packages, "databases");
        return CheckResult.Unknown(
            kernel,
            new LocalizedText(
                $"whether an HWE kernel package is installed is not known: {gap.Problem.En}", $"无法确定是否安装了 HWE 内核软件包：{gap.Problem.Zh}"),
            gap.Hint);
    }

    // Asked for every package of the node: no closures here.
    private static bool IsRefused(string package, RefusedKernelPackages refused)
    {
        foreach (var pattern in refused.Patterns)
        {
            if (NamePattern.Matches(package, pattern)) return true;
        }

        return false;
    }

    private static LocalizedText? BuildNote(TestedKernel tested, KernelRelease release)
    {
        // Within the range of A.B.C only the lowest one has tested builds.
        if (release.Base != tested.From || release.Build.Length == 0) return null;
        var below = tested.BuildFrom is { } from && RpmVersion.Compare(release.Build, from) < 0;
        var above = tested.BuildTo is { } to && RpmVersion.Compare(release.Build, to) > 0;
        if (!below && !above) return null;
        return new LocalizedText(
            $"the build is {(below ? "older" : "newer")} than the tested {tested.Tested}; A.B.C agrees, so it is allowed",
            $"小版本{(below ? "低于" : "高于")}测试版本 {tested.Tested}；A.B.C 一致，因此允许");
    }

    private static string Range(TestedKernel kernel) => kernel.From == kernel.To ? kernel.From : $"{kernel.From}–{kernel.To}";
}
