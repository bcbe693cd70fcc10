using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;
using Mechanism = AcpFleet.Protocol.V1.BootEntry.Types.Mechanism;

namespace AcpFleet.Checks.Catalogue.Kernel;

/// <summary>Whether the next boot's configuration holds a kernel parameter with a value.</summary>
/// <param name="Persisted">Null: not known.</param>
/// <param name="Evidence">What was found where.</param>
/// <param name="Problem">Where it is missing, or why it is not known; null when it is persisted.</param>
/// <param name="Note">A remark when it is persisted.</param>
internal sealed record BootParameterState(bool? Persisted, LocalizedText Evidence, LocalizedText? Problem, LocalizedText? Note)
{
    /// <summary>Nothing of a boot loader was found: the command line comes from elsewhere, or its files could not be read.</summary>
    public bool NothingFound { get; private init; }

    public static BootParameterState Of(NodeCheckContext context, string parameter, string value)
    {
        var boot = context.Facts.Kernel?.Boot;
        var failure = context.Facts.Failure(SectionKind.Kernel, "boot");
        if (boot is null || boot.Entries.Count == 0)
        {
            var gap = failure ?? context.Facts.Gap(SectionKind.Kernel, "boot");
            return new BootParameterState(
                null,
                new LocalizedText("no boot loader configuration", "没有引导加载程序配置"),
                new LocalizedText($"whether the next boot has {parameter}={value} is not known: {gap.Problem.En}", $"无法确定下次启动是否带有 {parameter}={value}：{gap.Problem.Zh}"),
                null) { NothingFound = true };
        }

        var bootable = boot.Entries.Where(entry => entry.Mechanism is Mechanism.GrubMenu or Mechanism.Bls && !IsRescue(entry)).ToList();
        // grubenv's kernelopts are within the entries that refer to them; alone they are all there is.
        if (bootable.Count == 0) bootable = [.. boot.Entries.Where(entry => entry.Mechanism == Mechanism.Grubenv)];
        var defaults = boot.Entries.Where(entry => entry.Mechanism == Mechanism.GrubDefault).ToList();
        var lacking = bootable.Where(entry => !Holds(entry)).ToList();
        var defaultsLack = defaults.Count > 0 && !defaults.Exists(Holds);
        var evidence = Evidence();

        if (lacking.Count > 0)
        {
            var names = TextList.Names(lacking.Select(Name));
            return new BootParameterState(
                false, evidence,
                new LocalizedText($"{parameter}={value} is missing from {names.En}", $"以下启动项缺少 {parameter}={value}：{names.Zh}"), null);
        }

        if (bootable.Count == 0)
        {
            return failure is null
                ? new BootParameterState(
                    false, evidence,
                    new LocalizedText(
                        "no generated boot menu was found, only its defaults: what the next boot takes is not there yet",
                        "未找到已生成的启动菜单，只有默认配置：下次启动所用的配置尚未生成"), null)
                : Unknown(failure);
        }

        if (failure is not null) return Unknown(failure);
        var byMenu = bootable.Exists(entry => entry.Mechanism == Mechanism.GrubMenu);
        if (!defaultsLack) return new BootParameterState(true, evidence, null, null);
        var lost = new LocalizedText(
            $"{Shown.Text(defaults[0].Source)} lacks {parameter}={value}: the next generated menu, with the next kernel at the latest, would lose it",
            $"{Shown.Text(defaults[0].Source)} 中缺少 {parameter}={value}：下次重新生成启动菜单时（最迟在下次更新内核时）将会丢失");
        return byMenu
            ? new BootParameterState(false, evidence, lost, null)
            : new BootParameterState(true, evidence, null, lost);

        bool Holds(BootEntry entry) => KernelCommandLine.Value(entry.CommandLine, parameter) == value;

        BootParameterState Unknown(FactGap gap) => new(
            null, evidence,
            new LocalizedText($"the boot configuration is not known in full: {gap.Problem.En}", $"启动配置未能完整读取：{gap.Problem.Zh}"), null);

        LocalizedText Evidence()
        {
            var with = bootable.Count - lacking.Count;
            var state = defaults.Count == 0 ? null : $"{Shown.Text(defaults[0].Source)}: {(defaultsLack ? "-" : $"{parameter}={value}")}";
            return new LocalizedText(
                $"{with} of {bootable.Count} boot entries have it{(state is null ? "" : $"; {state}")}",
                $"{bootable.Count} 个启动项中有 {with} 个包含该参数{(state is null ? "" : $"；{state}")}");
        }
    }

    /// <summary>A rescue or recovery entry is not what the node boots; memtest is no Linux at all.</summary>
    private static bool IsRescue(BootEntry entry) =>
        Speaks(entry.Title) || Speaks(entry.Source) || entry.Title.Contains("memtest", StringComparison.OrdinalIgnoreCase);

    private static bool Speaks(string text) =>
        text.Contains("rescue", StringComparison.OrdinalIgnoreCase) || text.Contains("recovery", StringComparison.OrdinalIgnoreCase);

    private static string Name(BootEntry entry) =>
        entry.HasTitle && entry.Title.Length > 0 ? $"{Shown.Text(entry.Source)} ({Shown.Text(entry.Title)})" : Shown.Text(entry.Source);
}
