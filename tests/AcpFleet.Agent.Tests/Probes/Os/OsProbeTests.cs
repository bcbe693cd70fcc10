using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Probes.Os;
using AcpFleet.Agent.Tests.Programs;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Probes.Os;

public sealed class OsProbeTests
{
    [Theory]
    [InlineData("rhel-7.8", "rhel", "7.8", "Maipo", "x86_64", "/etc/redhat-release", "release 7.8")]
    [InlineData("rhel-8.6", "rhel", "8.6", "Ootpa", "x86_64", "/etc/redhat-release", "release 8.6")]
    [InlineData("centos-7.6", "centos", "7", "Core", "x86_64", "/etc/centos-release", "release 7.6.1810")]
    [InlineData("centos-7.9", "centos", "7", "Core", "x86_64", "/etc/redhat-release", "release 7.9.2009")]
    [InlineData("ubuntu-20.04", "ubuntu", "20.04", "focal", "x86_64", "/etc/lsb-release", "DISTRIB_RELEASE=20.04")]
    [InlineData("ubuntu-22.04", "ubuntu", "22.04", "jammy", "x86_64", "/etc/debian_version", "bookworm/sid")]
    [InlineData("kylin-v10-sp1-x86_64", "kylin", "V10", "Tercel", "x86_64", "/etc/.productinfo", "V10 (SP1)")]
    [InlineData("kylin-v10-sp2-aarch64", "kylin", "V10", "Sword", "aarch64", "/etc/.productinfo", "V10 (SP2)")]
    [InlineData("kylin-v10-sp3-aarch64", "kylin", "V10", "Lance", "aarch64", "/etc/kylin-release", "V10 (Lance)")]
    [InlineData("kylin-v10-sp3-2403-x86_64", "kylin", "V10", "Halberd", "x86_64", "/etc/.productinfo", "V10 SP3 2403")]
    [InlineData("debian-12", "debian", "12", "bookworm", "x86_64", "/etc/debian_version", "12.")]
    public async Task CollectAsync_Tree_GivesTheSystem(
        string tree, string id, string versionId, string codename, string architecture, string releasePath, string releaseText)
    {
        var section = await CollectAsync(FixtureTree.Path(tree));

        section.Status.Failures.ShouldBeEmpty();
        section.Os.Id.ShouldBe(id);
        section.Os.VersionId.ShouldBe(versionId);
        section.Os.Codename.ShouldBe(codename);
        section.Os.Architecture.ShouldBe(architecture);
        section.Os.ReleaseFiles.Single(file => file.Path == releasePath).Text.ShouldContain(releaseText);
        section.Os.ReleaseFiles.Select(file => file.Path).ShouldBeInOrder();
    }

    [Fact]
    public async Task CollectAsync_NoOsReleaseInEtc_TakesTheVendors()
    {
        using var tree = new NodeTree("rhel-8.6");
        tree.Remove("/etc/os-release");

        var section = await CollectAsync(tree.Root);

        section.Status.Failures.ShouldBeEmpty();
        section.Os.VersionId.ShouldBe("8.6");
    }

    [Fact]
    public async Task CollectAsync_NoOsReleaseAtAll_NamesTheFieldsThatAreAbsent()
    {
        using var tree = new NodeTree("centos-7.9");
        tree.Remove("/etc/os-release");

        var section = await CollectAsync(tree.Root);

        var failure = section.Status.Failures.ShouldHaveSingleItem();
        failure.Source.ShouldBe("/etc/os-release");
        failure.Reason.ShouldBe(Reason.Missing);
        failure.Fields.ShouldBe(["id", "id_like", "version_id", "version", "pretty_name", "codename"]);
        section.Os.HasId.ShouldBeFalse();
        section.Os.ReleaseFiles.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task CollectAsync_UnreadableEtcFile_DoesNotFallBackToTheVendors()
    {
        using var tree = new NodeTree("rhel-8.6");
        tree.Remove("/etc/os-release").MakeDirectory("/etc/os-release");

        var section = await CollectAsync(tree.Root);

        section.Status.Failures.ShouldHaveSingleItem().Reason.ShouldBe(Reason.Unreadable);
        section.Os.HasId.ShouldBeFalse();
    }

    [Fact]
    public async Task CollectAsync_ReleaseFileOfMegabytes_IsLeftOutAndSaid()
    {
        using var tree = new NodeTree("kylin-v10-sp3-x86_64");
        tree.WriteSparse("/etc/.productinfo", 10 << 20);

        var section = await CollectAsync(tree.Root);

        var failure = section.Status.Failures.ShouldHaveSingleItem();
        failure.Source.ShouldBe("/etc/.productinfo");
        failure.Reason.ShouldBe(Reason.TooLarge);
        failure.Fields.ShouldBe(["release_files"]);
        section.Os.Id.ShouldBe("kylin");
    }

    [SkippableFact]
    public async Task CollectAsync_ThisMachine_AgreesWithUname()
    {
        var section = await CollectAsync("/");

        section.Os.Architecture.ShouldBe(await RealProgram.OutputAsync("uname", "-m"));
    }

    private static async Task<Section> CollectAsync(string root)
    {
        var draft = new SectionDraft(SectionKind.Os);
        await new OsProbe(new HostRoot(root), new CannedRunner()).CollectAsync(draft, CancellationToken.None);
        return draft.Section;
    }
}
