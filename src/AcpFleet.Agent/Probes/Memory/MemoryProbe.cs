using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Systemd;
using AcpFleet.Protocol.V1;
using Mechanism = AcpFleet.Protocol.V1.SwapConfiguration.Types.Mechanism;

namespace AcpFleet.Agent.Probes.Memory;

/// <summary>Memory, the swap in use, and every place that would bring swap back at the next boot.</summary>
internal sealed class MemoryProbe(HostRoot root) : IProbe
{
    private const string Configured = "configured_swap";
    private const string SwapsPath = "/proc/swaps";

    private readonly UnitFiles _units = new(root);

    public SectionKind Kind => SectionKind.Memory;

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(15);

    public ValueTask CollectAsync(SectionDraft draft, CancellationToken cancellationToken)
    {
        draft.Part("/proc/meminfo", Sizes, "total_bytes", "swap_total_bytes");
        draft.Part(SwapsPath, ActiveSwap, "active_swap");
        draft.Part("/etc/fstab", FileSystems, Configured);
        draft.Part("swap units", SwapUnits, Configured);
        draft.Part("zram-generator.conf", Zram, Configured);
        Sort(draft.Section.Memory);
        return ValueTask.CompletedTask;
    }

    private void Sizes(SectionDraft draft)
    {
        if (draft.Text(root, "/proc/meminfo", 64 * 1024, "total_bytes", "swap_total_bytes") is not { } text)
            return;
        var information = MemoryInformation.Parse(text);
        if (information.TotalBytes is { } total)
            draft.Section.Memory.TotalBytes = total;
        if (information.SwapTotalBytes is { } swap)
            draft.Section.Memory.SwapTotalBytes = swap;
        if (information.TotalBytes is null)
            draft.Fail("/proc/meminfo", ReadFailure.Malformed("no line MemTotal with a size in kB"), "total_bytes");
    }

    private void ActiveSwap(SectionDraft draft)
    {
        var read = root.ReadText(SwapsPath);
        if (!read.TryGet(out var text, out var failure))
        {
            // A kernel built without swap has no such file and no swap either: its meminfo says so.
            if (!failure.IsMissing || !draft.Section.Memory.HasTotalBytes || draft.Section.Memory.SwapTotalBytes > 0)
                draft.Fail(SwapsPath, failure, "active_swap");
            return;
        }

        if (SwapTable.Parse(text).TryGet(out var areas, out failure))
            draft.Section.Memory.ActiveSwap.Add(areas);
        else
            draft.Fail(SwapsPath, failure, "active_swap");
    }

    private void FileSystems(SectionDraft draft)
    {
        if (draft.OptionalText(root, "/etc/fstab", HostRoot.ConfigurationCap, Configured) is not { } text)
            return;
        foreach (var entry in FileSystemTable.SwapEntries(text))
            Add(draft, "/etc/fstab", Mechanism.Fstab, entry.What, entry.Line);
    }

    private void SwapUnits(SectionDraft draft)
    {
        var units = _units.WithSuffix(".swap", out var failure);
        if (failure is not null)
            draft.Fail("swap units", failure, Configured);
        foreach (var (name, path) in units)
        {
            if (_units.IsMasked(path) || !_units.IsPulledIn(name))
                continue;
            if (draft.OptionalText(root, path, HostRoot.ConfigurationCap, Configured) is not { } text)
                continue;
            var what = UnitText.Parse(text).FindLast(setting => setting is { Section: "Swap", Key: "What" });
            Add(draft, path, Mechanism.SwapUnit, what.Value ?? name, null);
        }
    }

    private void Zram(SectionDraft draft)
    {
        if (!ZramGenerator.IsInstalled(root))
            return;
        var texts = new List<(string, string)>();
        foreach (var path in ZramGenerator.Files(root))
        {
            if (draft.OptionalText(root, path, HostRoot.ConfigurationCap, Configured) is { } text)
                texts.Add((path, text));
        }

        foreach (var device in ZramGenerator.SwapDevices(texts))
            Add(draft, device.Source, Mechanism.ZramGenerator, device.Name, device.Line);
    }

    private static void Sort(MemoryFacts facts)
    {
        SwapConfiguration[] sorted = [.. facts.ConfiguredSwap.OrderBy(entry => entry.Source, StringComparer.Ordinal).ThenBy(entry => entry.Line)];
        facts.ConfiguredSwap.Clear();
        facts.ConfiguredSwap.Add(sorted);
    }

    private static void Add(SectionDraft draft, string source, Mechanism mechanism, string what, int? line)
    {
        var entry = new SwapConfiguration { Source = source, Mechanism = mechanism, What = what };
        if (line is { } number)
            entry.Line = (uint)number;
        draft.Section.Memory.ConfiguredSwap.Add(entry);
    }
}
