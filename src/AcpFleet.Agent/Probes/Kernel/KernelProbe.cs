using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>The running kernel, its modules, and how the next boot's command line is configured.</summary>
internal sealed class KernelProbe(HostRoot root) : IProbe
{
    private const string HugepagePath = "/sys/kernel/mm/transparent_hugepage/enabled";
    private const string BootIdPath = "/proc/sys/kernel/random/boot_id";

    private readonly ModuleReader _modules = new(root);

    public SectionKind Kind => SectionKind.Kernel;

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(15);

    public ValueTask CollectAsync(SectionDraft draft, CancellationToken cancellationToken)
    {
        var identity = KernelIdentity.Read(root);
        draft.Part("uname", d => Identity(d, identity), "release", "version", "machine");
        draft.Part("/proc/cmdline", CommandLine, "command_line");
        draft.Part("boot configuration", d => d.Section.Kernel.Boot = BootConfigurationReader.Read(root, d), "boot");
        draft.Part("kernel modules", d => _modules.Collect(d, identity.Release), "modules_supported", "modules");
        draft.Part(HugepagePath, TransparentHugepage, "transparent_hugepage");
        draft.Part(BootIdPath, BootId, "boot_id");
        return ValueTask.CompletedTask;
    }

    private static void Identity(SectionDraft draft, KernelIdentity identity)
    {
        var facts = draft.Section.Kernel;
        if (identity.Release is not null)
            facts.Release = identity.Release;
        else
            draft.Fail("uname", ReadFailure.Missing("nothing tells the kernel's release"), "release");
        if (identity.Version is not null)
            facts.Version = identity.Version;
        if (identity.Machine is not null)
            facts.Machine = identity.Machine;
    }

    private void CommandLine(SectionDraft draft)
    {
        if (draft.Text(root, "/proc/cmdline", 64 * 1024, "command_line") is { } text)
            draft.Section.Kernel.CommandLine = FactText.Line(text.AsSpan().TrimEnd("\r\n\0"));
    }

    private void TransparentHugepage(SectionDraft draft)
    {
        if (draft.Text(root, HugepagePath, HostRoot.ValueCap, "transparent_hugepage") is not { } text)
            return;
        if (BracketedWord(text) is { } word)
            draft.Section.Kernel.TransparentHugepage = word;
        else
            draft.Fail(HugepagePath, ReadFailure.Malformed("no word in square brackets"), "transparent_hugepage");
    }

    private void BootId(SectionDraft draft)
    {
        if (draft.Text(root, BootIdPath, HostRoot.ValueCap, "boot_id") is { } text)
            draft.Section.Kernel.BootId = FactText.Name(text.AsSpan().Trim());
    }

    /// <summary>The choice that a file of /sys marks: "never" of "always madvise [never]".</summary>
    internal static string? BracketedWord(string text)
    {
        var open = text.IndexOf('[');
        var close = open < 0 ? -1 : text.IndexOf(']', open);
        return close > open + 1 ? FactText.Name(text.AsSpan(open + 1, close - open - 1)) : null;
    }
}
