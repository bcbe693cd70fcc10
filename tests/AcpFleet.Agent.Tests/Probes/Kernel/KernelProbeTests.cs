using System.IO.Compression;
using System.Text;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Probes.Kernel;
using AcpFleet.Agent.Tests.Programs;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Mechanism = AcpFleet.Protocol.V1.BootEntry.Types.Mechanism;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;
using State = AcpFleet.Protocol.V1.KernelModule.Types.State;

namespace AcpFleet.Agent.Tests.Probes.Kernel;

public sealed class KernelProbeTests
{
    private const string Never = "transparent_hugepage=never";

    [Theory]
    [InlineData("rhel-7.8", "3.10.0-1127.el7.x86_64", "never", true)]
    [InlineData("rhel-8.6", "4.18.0-372.9.1.el8.x86_64", "never", true)]
    [InlineData("centos-7.6", "3.10.0-957.el7.x86_64", "always", false)]
    [InlineData("centos-7.9", "3.10.0-1160.el7.x86_64", "never", true)]
    [InlineData("ubuntu-20.04", "5.4.0-124-generic", "madvise", false)]
    [InlineData("ubuntu-22.04", "5.15.0-56-generic", "never", true)]
    [InlineData("kylin-v10-sp1-x86_64", "4.19.90-23.8.v2101.ky10.x86_64", "always", false)]
    [InlineData("kylin-v10-sp3-x86_64", "4.19.90-52.22.v2207.ky10.x86_64", "never", true)]
    [InlineData("kylin-v10-sp3-aarch64", "4.19.90-52.22.v2207.ky10.aarch64", "never", true)]
    public async Task CollectAsync_Tree_GivesTheKernelAndItsBootConfiguration(string tree, string release, string hugepage, bool persisted)
    {
        var section = await CollectAsync(FixtureTree.Path(tree));

        section.Status.Failures.ShouldBeEmpty();
        section.Kernel.Release.ShouldBe(release);
        section.Kernel.TransparentHugepage.ShouldBe(hugepage);
        section.Kernel.BootId.Length.ShouldBe(36);
        section.Kernel.CommandLine.ShouldNotEndWith("\n");
        section.Kernel.CommandLine.Contains(Never, StringComparison.Ordinal).ShouldBe(persisted);
        section.Kernel.ModulesSupported.ShouldBeTrue();
        // Every mechanism of every tree agrees, but for the recovery entries that take nothing of the defaults.
        section.Kernel.Boot.Entries.Count.ShouldBeGreaterThan(1);
        section.Kernel.Boot.Entries.Where(entry => !entry.Title.Contains("recovery mode", StringComparison.Ordinal))
            .ShouldAllBe(entry => entry.CommandLine.Contains(Never) == persisted);
    }

    [Theory]
    [InlineData("rhel-7.8", new[] { Mechanism.GrubMenu, Mechanism.GrubDefault })]
    [InlineData("rhel-8.6", new[] { Mechanism.Grubenv, Mechanism.Bls, Mechanism.Bls, Mechanism.GrubDefault })]
    [InlineData("ubuntu-22.04", new[] { Mechanism.GrubMenu, Mechanism.GrubMenu, Mechanism.GrubMenu, Mechanism.GrubDefault })]
    [InlineData("kylin-v10-sp2-aarch64", new[] { Mechanism.GrubMenu, Mechanism.GrubMenu, Mechanism.GrubDefault })]
    public async Task CollectAsync_Tree_FindsEachMechanism(string tree, Mechanism[] expected) =>
        (await CollectAsync(FixtureTree.Path(tree))).Kernel.Boot.Entries.Select(entry => entry.Mechanism).ShouldBe(expected);

    [Fact]
    public async Task CollectAsync_DropInThatAddsToTheDefaults_IsPutTogetherWithThem()
    {
        var entry = (await CollectAsync(FixtureTree.Path("ubuntu-22.04"))).Kernel.Boot.Entries.Single(e => e.Mechanism == Mechanism.GrubDefault);

        entry.CommandLine.ShouldBe(Never + " quiet");
        entry.Source.ShouldBe("/etc/default/grub.d/99-acp.cfg");
    }

    [Fact]
    public async Task CollectAsync_GrubenvWithoutKernelopts_TakesTheMenusFallback()
    {
        using var tree = new NodeTree("rhel-8.6");
        tree.Write("/boot/grub2/grubenv", "# GRUB Environment Block\nsaved_entry=0\n");

        var entries = (await CollectAsync(tree.Root)).Kernel.Boot.Entries.Where(e => e.Mechanism == Mechanism.Bls);

        entries.ShouldAllBe(entry => entry.CommandLine == "root=/dev/mapper/rhel-root ro crashkernel=auto");
    }

    [Fact]
    public async Task CollectAsync_GrubenvUnreadable_LeavesTheVariableToBeSeenAndSaysSo()
    {
        using var tree = new NodeTree("rhel-8.6");
        tree.Remove("/boot/grub2/grubenv").MakeDirectory("/boot/grub2/grubenv").Write("/boot/grub2/grub.cfg", "blscfg\n");

        var section = await CollectAsync(tree.Root);

        section.Status.Failures.ShouldHaveSingleItem().Fields.ShouldBe(["boot"]);
        section.Kernel.Boot.Entries.Where(e => e.Mechanism == Mechanism.Bls).ShouldContain(entry => entry.CommandLine.Contains("$kernelopts"));
    }

    [Fact]
    public async Task CollectAsync_NoBootLoaderFiles_SaysThatNothingTells()
    {
        var section = await CollectAsync(FixtureTree.Path("debian-12"));

        var failure = section.Status.Failures.ShouldHaveSingleItem();
        failure.Source.ShouldBe("boot configuration");
        failure.Reason.ShouldBe(Reason.Missing);
        failure.Fields.ShouldBe(["boot"]);
    }

    [Fact]
    public async Task CollectAsync_KernelWithoutModules_SaysSoAndReadsTheBuildConfiguration()
    {
        var facts = (await CollectAsync(FixtureTree.Path("debian-12"))).Kernel;

        facts.ModulesSupported.ShouldBeFalse();
        StateOf(facts, "nf_conntrack").ShouldBe(State.BuiltIn);
        StateOf(facts, "ip_vs").ShouldBe(State.Absent);
    }

    [Fact]
    public async Task CollectAsync_KernelWithoutModulesAndWithoutAnyList_DoesNotClaimAbsence()
    {
        using var tree = new NodeTree("debian-12");
        tree.Remove("/boot/config-6.18.44").Write("/etc/default/grub", "GRUB_CMDLINE_LINUX=x\n");

        var section = await CollectAsync(tree.Root);

        StateOf(section.Kernel, "nf_conntrack").ShouldBe(State.BuiltIn); // its directory in /sys/module tells
        StateOf(section.Kernel, "ip_vs").ShouldBe(State.Unspecified);
        section.Status.Failures.ShouldHaveSingleItem().Fields.ShouldBe(["modules"]);
    }

    [Fact]
    public async Task CollectAsync_CompressedBuildConfiguration_IsRead()
    {
        using var tree = new NodeTree("debian-12");
        tree.Remove("/boot/config-6.18.44").Write("/proc/config.gz", Gzip("CONFIG_IP_VS=y\nCONFIG_IP_VS_RR=m\nCONFIG_LOCALVERSION=\"y\"\n"));

        var facts = (await CollectAsync(tree.Root)).Kernel;

        StateOf(facts, "ip_vs").ShouldBe(State.BuiltIn);
        StateOf(facts, "ip_vs_rr").ShouldBe(State.Absent); // as a module, of a kernel that loads none
    }

    [Theory]
    [InlineData("ip_vs 1 0 - Live 0x0\n", "kernel/a/ip-vs.ko:\n", "", State.Loaded)]
    [InlineData("", "kernel/a/ip_vs.ko: x\n", "", State.Loadable)]
    [InlineData("", "extra/ip-vs.ko.xz:\n", "", State.Loadable)]
    [InlineData("", "updates/ip_vs.ko.zst:\n", "", State.Loadable)]
    [InlineData("", "kernel/a/ip_vs.ko.gz:\n", "", State.Loadable)]
    [InlineData("", "kernel/a/other.ko: kernel/a/ip_vs.ko\n", "", State.Absent)]
    [InlineData("other 1 2 ip_vs,x - Live 0x0\n", "kernel/a/ip_vs_rr.ko:\n", "", State.Absent)]
    [InlineData("", "", "kernel/a/ip_vs.ko\n", State.BuiltIn)]
    public async Task CollectAsync_Module_HasOneOfFourStates(string loaded, string loadable, string builtIn, State expected)
    {
        using var tree = new NodeTree();
        tree.Write("/proc/sys/kernel/osrelease", "1.2.3\n").Write("/proc/modules", loaded)
            .Write("/lib/modules/1.2.3/modules.dep", loadable).Write("/lib/modules/1.2.3/modules.builtin", builtIn);

        StateOf((await CollectAsync(tree.Root)).Kernel, "ip_vs").ShouldBe(expected);
    }

    [Fact]
    public async Task CollectAsync_ModuleListsChange_AreReadAgain()
    {
        using var tree = new NodeTree();
        tree.Write("/proc/sys/kernel/osrelease", "1.2.3\n").Write("/proc/modules", "")
            .Write("/lib/modules/1.2.3/modules.dep", "").Write("/lib/modules/1.2.3/modules.builtin", "");
        var probe = new KernelProbe(new HostRoot(tree.Root));
        StateOf((await CollectAsync(probe)).Kernel, "ip_vs").ShouldBe(State.Absent);

        tree.Write("/lib/modules/1.2.3/modules.dep", "kernel/ip_vs.ko:\n");

        StateOf((await CollectAsync(probe)).Kernel, "ip_vs").ShouldBe(State.Loadable);
    }

    [Fact]
    public async Task CollectAsync_PersistedModules_NameTheFileThatCounts()
    {
        using var tree = new NodeTree();
        tree.Write("/etc/modules-load.d/a.conf", "# ip_vs_sh\n; ip_vs_wrr\n  ip-vs  \n")
            .Write("/usr/lib/modules-load.d/a.conf", "geneve\n") // hidden by the one of the same name
            .Link("/etc/modules-load.d/b.conf", "/dev/null").Write("/usr/lib/modules-load.d/b.conf", "openvswitch\n")
            .Write("/usr/lib/modules-load.d/c.conf", "ip_vs_rr\n").Write("/etc/modules-load.d/d.txt", "nf_conntrack\n")
            .Write("/etc/modules", "nf_conntrack_ipv4\n");

        var modules = (await CollectAsync(tree.Root)).Kernel.Modules.Where(module => module.HasPersistedIn);

        modules.Select(module => $"{module.Name} {module.PersistedIn}")
            .ShouldBe(["ip_vs /etc/modules-load.d/a.conf", "ip_vs_rr /usr/lib/modules-load.d/c.conf"]);
    }

    [Fact]
    public async Task CollectAsync_DebiansModulesFile_CountsThroughItsLinkOrItself()
    {
        var modules = (await CollectAsync(FixtureTree.Path("ubuntu-22.04"))).Kernel.Modules;

        modules.Single(module => module.Name == "ip_vs").PersistedIn.ShouldBe("/etc/modules-load.d/modules.conf");
    }

    [SkippableFact]
    public async Task CollectAsync_ThisMachine_AgreesWithUname()
    {
        var facts = (await CollectAsync("/")).Kernel;

        facts.Release.ShouldBe(await RealProgram.OutputAsync("uname", "-r"));
        facts.Version.ShouldBe(await RealProgram.OutputAsync("uname", "-v"));
        facts.Machine.ShouldBe(await RealProgram.OutputAsync("uname", "-m"));
        facts.CommandLine.ShouldBe((await File.ReadAllTextAsync("/proc/cmdline")).TrimEnd('\n'));
    }

    private static State StateOf(KernelFacts facts, string module) => facts.Modules.Single(m => m.Name == module).State;

    private static Task<Section> CollectAsync(string root) => CollectAsync(new KernelProbe(new HostRoot(root)));

    private static async Task<Section> CollectAsync(KernelProbe probe)
    {
        var draft = new SectionDraft(SectionKind.Kernel);
        await probe.CollectAsync(draft, CancellationToken.None);
        return draft.Section;
    }

    private static byte[] Gzip(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }
}
