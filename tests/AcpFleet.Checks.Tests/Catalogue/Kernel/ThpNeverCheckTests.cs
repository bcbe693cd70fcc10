using AcpFleet.Checks.Model;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;
using Mechanism = AcpFleet.Protocol.V1.BootEntry.Types.Mechanism;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Checks.Tests.Catalogue.Kernel;

public sealed class ThpNeverCheckTests
{
    private const string Never = "root=/dev/sda1 ro transparent_hugepage=never";
    private const string Without = "root=/dev/sda1 ro quiet";

    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("configured and running", _ => { }, Outcome.Pass),
        new("every BLS entry", f => Only(f, Bls("a", Never), Bls("b", Never)), Outcome.Pass, "2 of 2"),
        new("a BLS entry lacks it", f => Only(f, Bls("a", Never), Bls("b", Without)), Outcome.Fail, "/boot/loader/entries/b.conf"),
        new("a rescue entry may lack it", f => Only(f, Bls("a", Never), Bls("0-rescue", Without)), Outcome.Pass),
        new("a recovery entry may lack it", f => f.BootEntry(Mechanism.GrubMenu, "/boot/grub/grub.cfg", Without, "Ubuntu (recovery mode)"), Outcome.Pass),
        new("another menu entry lacks it", f => f.BootEntry(Mechanism.GrubMenu, "/boot/grub/grub.cfg", Without, "Ubuntu, old kernel"), Outcome.Fail, "Ubuntu, old kernel"),
        new("the menu has it and its defaults do not", f => Only(f, Menu(Never), Defaults(Without)), Outcome.Fail, "would lose it"),
        new("BLS has it and the defaults do not", f => Only(f, Bls("a", Never), Defaults(Without)), Outcome.Pass, "would lose it"),
        new("only the defaults are there", f => Only(f, Defaults(Never)), Outcome.Fail, "no generated boot menu"),
        new("kernelopts of grubenv alone", f => Only(f, new BootEntry { Source = "/boot/grub2/grubenv", Mechanism = Mechanism.Grubenv, CommandLine = Never }), Outcome.Pass),
        new("another value counts when it comes last", f => Only(f, Menu(Never + " transparent_hugepage=always")), Outcome.Fail),
        new("the last value counts", f => Only(f, Menu("transparent_hugepage=always " + Never)), Outcome.Pass),
        new("a parameter of another name", f => Only(f, Menu("xtransparent_hugepage=never transparent_hugepages=never")), Outcome.Fail),
        new("what stands behind -- is for init", f => Only(f, Menu("ro -- transparent_hugepage=never")), Outcome.Fail),
        new("quoted", f => Only(f, Menu("ro \"transparent_hugepage=never\"")), Outcome.Pass),
        new("neither configured nor running", f => { Only(f, Menu(Without), Defaults(Without)); Running(f, "madvise", Without); }, Outcome.Fail, "update-grub; then reboot"),
        new("running but not configured", f => Only(f, Menu(Without)), Outcome.Fail, "would lose it at the next boot"),
        new("set back after the boot", f => Running(f, "always", Never), Outcome.Fail, "tuned"),
        new("grubby elsewhere", f => { f.System("rhel", "8.6", "4.18.0-372.el8"); Only(f, Bls("a", Without)); Running(f, "always", Without); }, Outcome.Fail, "grubby --update-kernel=ALL"),
        new("a kernel without huge pages: its command line counts", f => f.Kernel.ClearTransparentHugepage(), Outcome.Pass),
        new("neither state nor command line", f => { f.Kernel.ClearTransparentHugepage(); f.Kernel.ClearCommandLine(); }, Outcome.Unknown),
        new("no boot configuration, and it runs", f => { Only(f); f.Failed(SectionKind.Kernel, "boot configuration", Reason.Missing, "boot"); }, Outcome.Unknown, "boot configuration does not exist"),
        new("no boot configuration, and it does not run", f => { Only(f); Running(f, "always", Without); f.Failed(SectionKind.Kernel, "boot configuration", Reason.Missing, "boot"); }, Outcome.Fail, "the running kernel does not have transparent_hugepage=never; whether the next boot has"),
        new("a part of the configuration could not be read", f => f.Failed(SectionKind.Kernel, "/boot/grub/grub.cfg", Reason.PermissionDenied, "boot"), Outcome.Unknown, "permission denied"),
        new("a part could not be read, another lacks it", f => { Only(f, Menu(Without)); f.Failed(SectionKind.Kernel, "/boot/loader", Reason.PermissionDenied, "boot"); }, Outcome.Fail),
        new("no section", f => f.Without(SectionKind.Kernel), Outcome.Unknown, "kernel facts"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row) => row.Judge("kernel.thp-never").RebootPending.ShouldBeFalse();

    [Fact]
    public void Evaluate_ConfiguredButBootedWithout_IsRebootPending()
    {
        var facts = new NodeFactsBuilder();
        Running(facts, "madvise", Without);

        var finding = Judgement.Of("kernel.thp-never", facts);

        finding.Outcome.ShouldBe(Outcome.Fail);
        finding.RebootPending.ShouldBeTrue();
        finding.Hint!.En.ShouldBe("reboot the node");
    }

    private static BootEntry Bls(string name, string line) =>
        new() { Source = $"/boot/loader/entries/{name}.conf", Mechanism = Mechanism.Bls, Title = name, CommandLine = line };

    private static BootEntry Menu(string line) =>
        new() { Source = "/boot/grub/grub.cfg", Mechanism = Mechanism.GrubMenu, Title = "Linux", CommandLine = line };

    private static BootEntry Defaults(string line) =>
        new() { Source = "/etc/default/grub", Mechanism = Mechanism.GrubDefault, CommandLine = line };

    private static void Only(NodeFactsBuilder facts, params BootEntry[] entries)
    {
        facts.Kernel.Boot.Entries.Clear();
        facts.Kernel.Boot.Entries.AddRange(entries);
    }

    private static void Running(NodeFactsBuilder facts, string state, string commandLine)
    {
        facts.Kernel.TransparentHugepage = state;
        facts.Kernel.CommandLine = commandLine;
    }
}
