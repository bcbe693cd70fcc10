using AcpFleet.Checks.Model;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;
using Mechanism = AcpFleet.Protocol.V1.SwapConfiguration.Types.Mechanism;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Checks.Tests.Catalogue.Memory;

public sealed class SwapDisabledCheckTests
{
    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("none", _ => { }, Outcome.Pass),
        new("active", f => Active(f), Outcome.Fail, "/swapfile (2048 MiB)"),
        new("active by the total alone", f => f.Memory.SwapTotalBytes = 1 << 30, Outcome.Fail, "1024 MiB"),
        new("configured in fstab only", f => Configured(f, Mechanism.Fstab, "/etc/fstab", 7), Outcome.Fail, "sed -i '7s/^/#/' /etc/fstab"),
        new("the next boot would turn it on", f => Configured(f, Mechanism.Fstab, "/etc/fstab", 7), Outcome.Fail, "the next boot would turn it on"),
        new("a swap unit", f => Configured(f, Mechanism.SwapUnit, "/etc/systemd/system/swapfile.swap", null), Outcome.Fail, "systemctl mask --now swapfile.swap"),
        new("zram", f => Configured(f, Mechanism.ZramGenerator, "/etc/systemd/zram-generator.conf", null), Outcome.Fail, "zram-generator"),
        new("active and configured", f => { Active(f); Configured(f, Mechanism.Fstab, "/etc/fstab", 3); }, Outcome.Fail, "swapoff -a"),
        new("active, another source failed", f => { Active(f); f.Failed(SectionKind.Memory, "/etc/fstab", Reason.PermissionDenied, "configured_swap"); }, Outcome.Fail),
        new("fstab could not be read", f => f.Failed(SectionKind.Memory, "/etc/fstab", Reason.PermissionDenied, "configured_swap"), Outcome.Unknown, "/etc/fstab"),
        new("/proc/swaps could not be read", f => { f.Memory.ClearSwapTotalBytes(); f.Failed(SectionKind.Memory, "/proc/swaps", Reason.Unreadable, "active_swap"); }, Outcome.Unknown, "/proc/swaps"),
        new("the total says enough", f => f.Failed(SectionKind.Memory, "/proc/swaps", Reason.Unreadable, "active_swap"), Outcome.Pass),
        new("a file of an odd name stays one argument", f => Configured(f, Mechanism.SwapUnit, "/etc/systemd/system/a;reboot.swap", null), Outcome.Fail, "'a;reboot.swap'"),
        new("no section", f => f.Without(SectionKind.Memory), Outcome.Unknown, "memory facts"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row) => row.Judge("memory.swap-disabled");

    private static void Active(NodeFactsBuilder facts)
    {
        facts.Memory.SwapTotalBytes = 2UL << 30;
        facts.Memory.ActiveSwap.Add(new SwapArea { Name = "/swapfile", Kind = "file", SizeBytes = 2UL << 30 });
    }

    private static void Configured(NodeFactsBuilder facts, Mechanism mechanism, string source, uint? line)
    {
        var entry = new SwapConfiguration { Source = source, Mechanism = mechanism, What = "/swapfile" };
        if (line is { } number) entry.Line = number;
        facts.Memory.ConfiguredSwap.Add(entry);
    }
}
