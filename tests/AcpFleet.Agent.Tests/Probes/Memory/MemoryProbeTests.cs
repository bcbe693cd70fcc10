using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Probes.Memory;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Mechanism = AcpFleet.Protocol.V1.SwapConfiguration.Types.Mechanism;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Probes.Memory;

public sealed class MemoryProbeTests
{
    private const string SwapUnit = "[Swap]\nWhat=/dev/vdb1\n\n[Install]\nWantedBy=swap.target\n";

    [Theory]
    [InlineData("rhel-7.8", "", "")]
    [InlineData("rhel-8.6", "", "/etc/fstab /dev/mapper/rhel-swap")]
    [InlineData("centos-7.6", "/dev/dm-1", "/etc/fstab /dev/mapper/centos-swap")]
    [InlineData("centos-7.9", "", "")]
    [InlineData("ubuntu-20.04", "/swap.img", "/etc/fstab /swap.img")]
    [InlineData("ubuntu-22.04", "", "")]
    [InlineData("kylin-v10-sp3-aarch64", "", "")]
    [InlineData("debian-12", "", "")]
    public async Task CollectAsync_Tree_GivesSwapInUseAndConfigured(string tree, string active, string configured)
    {
        var section = await CollectAsync(FixtureTree.Path(tree));

        section.Status.Failures.ShouldBeEmpty();
        section.Memory.TotalBytes.ShouldBeGreaterThan(16UL << 30);
        string.Join('|', section.Memory.ActiveSwap.Select(area => area.Name)).ShouldBe(active);
        string.Join('|', section.Memory.ConfiguredSwap.Select(entry => $"{entry.Source} {entry.What}")).ShouldBe(configured);
    }

    [Fact]
    public async Task CollectAsync_SwapUnits_CountWhenTheBootPullsThemInAndTheyAreNotMasked()
    {
        using var tree = Tree();
        tree.Write("/etc/systemd/system/enabled.swap", SwapUnit)
            .Link("/etc/systemd/system/swap.target.wants/enabled.swap", "/etc/systemd/system/enabled.swap")
            .Write("/etc/systemd/system/only-there.swap", SwapUnit)
            .Link("/etc/systemd/system/masked.swap", "/dev/null")
            .Write("/usr/lib/systemd/system/masked.swap", SwapUnit)
            .Link("/usr/lib/systemd/system/swap.target.wants/masked.swap", "../masked.swap")
            .Write("/usr/lib/systemd/system/vendor.swap", SwapUnit)
            .Link("/usr/lib/systemd/system/swap.target.requires/vendor.swap", "../vendor.swap")
            .Write("/run/systemd/generator/dev-sda2.swap", SwapUnit)
            .Link("/run/systemd/generator/swap.target.wants/dev-sda2.swap", "../dev-sda2.swap");

        var section = await CollectAsync(tree.Root);

        section.Memory.ConfiguredSwap.ShouldAllBe(entry => entry.Mechanism == Mechanism.SwapUnit && entry.What == "/dev/vdb1");
        section.Memory.ConfiguredSwap.Select(entry => entry.Source)
            .ShouldBe(["/etc/systemd/system/enabled.swap", "/usr/lib/systemd/system/vendor.swap"]);
    }

    [Fact]
    public async Task CollectAsync_ZramGenerator_CountsOnlyWhereItIsInstalled()
    {
        using var tree = Tree();
        tree.Write("/usr/lib/systemd/zram-generator.conf", "[zram0]\nzram-size=8192\n");
        (await CollectAsync(tree.Root)).Memory.ConfiguredSwap.ShouldBeEmpty();

        tree.Write("/usr/lib/systemd/system-generators/zram-generator", "program");
        var entry = (await CollectAsync(tree.Root)).Memory.ConfiguredSwap.ShouldHaveSingleItem();
        entry.ShouldBe(new SwapConfiguration { Source = "/usr/lib/systemd/zram-generator.conf", Mechanism = Mechanism.ZramGenerator, What = "zram0", Line = 2 });

        tree.Link("/etc/systemd/zram-generator.conf", "/dev/null");
        (await CollectAsync(tree.Root)).Memory.ConfiguredSwap.ShouldBeEmpty();
    }

    [Fact]
    public async Task CollectAsync_KernelBuiltWithoutSwap_HasNoneAndNoFailure()
    {
        using var tree = Tree();
        tree.Remove("/proc/swaps").Write("/proc/meminfo", "MemTotal: 1000 kB\n");

        (await CollectAsync(tree.Root)).Status.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task CollectAsync_SwapsMissingThoughThereIsSwap_IsAFailure()
    {
        using var tree = Tree();
        tree.Remove("/proc/swaps").Write("/proc/meminfo", "MemTotal: 1000 kB\nSwapTotal: 10 kB\n");

        var failure = (await CollectAsync(tree.Root)).Status.Failures.ShouldHaveSingleItem();
        failure.Reason.ShouldBe(Reason.Missing);
        failure.Fields.ShouldBe(["active_swap"]);
    }

    [Fact]
    public async Task CollectAsync_FstabUnreadable_NamesTheFieldAndKeepsTheRest()
    {
        using var tree = Tree();
        tree.WriteSparse("/etc/fstab", 3L << 30);

        var section = await CollectAsync(tree.Root);

        var failure = section.Status.Failures.ShouldHaveSingleItem();
        failure.Reason.ShouldBe(Reason.TooLarge);
        failure.Fields.ShouldBe(["configured_swap"]);
        section.Memory.TotalBytes.ShouldBe(1000UL * 1024);
    }

    [Fact]
    public async Task CollectAsync_HowFullSwapIs_DoesNotChangeTheFingerprint()
    {
        using var tree = Tree();
        tree.Write("/proc/swaps", "Filename Type Size Used Priority\n/dev/sda2 partition 1000 1 -2\n");
        var before = await CollectAsync(tree.Root);
        tree.Write("/proc/swaps", "Filename Type Size Used Priority\n/dev/sda2 partition 1000 2 -2\n");
        var after = await CollectAsync(tree.Root);

        after.Memory.ActiveSwap[0].UsedBytes.ShouldBe(2048UL);
        SectionFingerprint.Of(after).ShouldBe(SectionFingerprint.Of(before));
    }

    [Fact]
    public async Task CollectAsync_ThisMachine_AgreesWithTheKernel()
    {
        var lines = (await File.ReadAllLinesAsync("/proc/swaps")).Skip(1);

        (await CollectAsync("/")).Memory.ActiveSwap.Count.ShouldBe(lines.Count());
    }

    private static NodeTree Tree() =>
        new NodeTree().Write("/proc/meminfo", "MemTotal: 1000 kB\nSwapTotal: 0 kB\n").Write("/proc/swaps", "Filename Type Size Used Priority\n");

    private static async Task<Section> CollectAsync(string root)
    {
        var draft = new SectionDraft(SectionKind.Memory);
        await new MemoryProbe(new HostRoot(root)).CollectAsync(draft, CancellationToken.None);
        return draft.Section;
    }
}
