using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Probes.Packages;
using AcpFleet.Agent.Programs;
using AcpFleet.Agent.Tests.Programs;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Manager = AcpFleet.Protocol.V1.PackageDatabase.Types.Manager;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Probes.Packages;

public sealed class PackagesProbeTests : IDisposable
{
    private const string Status = "Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5.1\n\n";

    private readonly NodeTree _tree = new();
    private readonly CannedRunner _runner = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task CollectAsync_UbuntuTree_GivesDpkgAndSnap()
    {
        var section = await CollectAsync(Probe(FixtureTree.Path("ubuntu-22.04")));

        section.Status.Failures.ShouldBeEmpty();
        section.Packages.Databases.Select(database => (database.Manager, database.Complete, database.Packages.Count))
            .ShouldBe([(Manager.Dpkg, true, 6), (Manager.Snap, true, 2)]);
        section.Packages.Databases[1].Packages.Select(snap => $"{snap.Name} {snap.Version}").ShouldBe(["core20 20221212", "lxd 5.9-9879096"]);
        _runner.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task CollectAsync_RemovedPackageWithConfigurationLeft_IsListedWithItsState() =>
        (await CollectAsync(Probe(FixtureTree.Path("ubuntu-20.04")))).Packages.Databases[0].Packages.Single(package => package.Name == "runc")
            .State.ShouldBe("config-files");

    [Fact]
    public async Task CollectAsync_NoDatabase_SaysSo()
    {
        var failure = (await CollectAsync(Probe(_tree.Root))).Status.Failures.ShouldHaveSingleItem();

        failure.Reason.ShouldBe(Reason.Missing);
        failure.Fields.ShouldBe(["databases"]);
    }

    [Fact]
    public async Task CollectAsync_StampUnchanged_ReadsNothingAgain()
    {
        _tree.Write("/var/lib/rpm/Packages", "database");
        _runner.Answer("rpm", "bash\t5.1-2\tx86_64\n");
        var probe = Probe(_tree.Root);
        var first = await CollectAsync(probe);

        var second = await CollectAsync(probe);

        _runner.Asked.Count.ShouldBe(1);
        SectionFingerprint.Of(second).ShouldBe(SectionFingerprint.Of(first));
    }

    [Fact]
    public async Task CollectAsync_DatabaseChanged_IsReadAgain()
    {
        _tree.Write("/var/lib/rpm/rpmdb.sqlite", "one");
        _runner.Answer("rpm", "bash\t5.1-2\tx86_64\n");
        var probe = Probe(_tree.Root);
        await CollectAsync(probe);
        _tree.Write("/var/lib/rpm/rpmdb.sqlite", "two");
        _runner.Answer("rpm", "bash\t5.1-3\tx86_64\nzlib\t1:1.2-1\tx86_64\ngpg-pubkey\t1-2\t(none)\n");

        var packages = (await CollectAsync(probe)).Packages.Databases[0].Packages;

        packages.Select(package => $"{package.Name} {package.Version} {package.Architecture}").ShouldBe(["bash 5.1-3 x86_64", "gpg-pubkey 1-2 ", "zlib 1:1.2-1 x86_64"]);
    }

    [Theory]
    [InlineData("", 1, Reason.ProgramFailed)]
    [InlineData("what is this\n", 0, Reason.Malformed)]
    [InlineData("bash\t5.1-2\tx86_64\nhalf", 0, Reason.Malformed)]
    public async Task CollectAsync_RpmGoesWrong_DpkgsListStillArrives(string output, int exitCode, Reason reason)
    {
        _tree.Write("/var/lib/dpkg/status", Status).Write("/var/lib/rpm/Packages.db", "database");
        _runner.Answer("rpm", output, exitCode);
        var probe = Probe(_tree.Root);

        var section = await CollectAsync(probe);

        var failure = section.Status.Failures.ShouldHaveSingleItem();
        failure.Source.ShouldBe("rpm -qa");
        failure.Reason.ShouldBe(reason);
        failure.Fields.ShouldBe(["databases"]);
        section.Packages.Databases.Select(database => (database.Manager, database.Complete, database.Packages.Count))
            .ShouldBe([(Manager.Dpkg, true, 1), (Manager.Rpm, false, 0)]);

        // The next collection tries again, although the database has not changed.
        _runner.Answer("rpm", "bash\t5.1-2\tx86_64\n");
        (await CollectAsync(probe)).Packages.Databases[1].Complete.ShouldBeTrue();
    }

    [Fact]
    public async Task CollectAsync_RpmNotInstalledButItsDatabaseIs_SaysSo()
    {
        _tree.Write("/usr/lib/sysimage/rpm/rpmdb.sqlite", "database");

        (await CollectAsync(Probe(_tree.Root))).Status.Failures.ShouldHaveSingleItem().Reason.ShouldBe(Reason.ProgramMissing);
    }

    [Fact]
    public async Task CollectAsync_RealRpmThatHangs_IsGivenUpAtTheRunnersLimit()
    {
        // A program that hangs in rpm's place; the limit passes by the injected clock.
        var time = new ManualTime();
        _tree.Write("/var/lib/dpkg/status", Status).Write("/var/lib/rpm/Packages", "database").Write("/bin/rpm", "#!/bin/sh\ntrap '' TERM\nsleep 1000 &\nwait\n");
        File.SetUnixFileMode(_tree["/bin/rpm"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var runner = new ProgramRunner(time, [_tree["/bin"], "/usr/bin", "/bin"]);

        var collecting = CollectAsync(Probe(_tree.Root, runner)).AsTask();
        while (!collecting.IsCompleted)
        {
            if (time.TimerCount > 0)
                time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        var section = await collecting;
        section.Status.Failures.ShouldHaveSingleItem().Reason.ShouldBe(Reason.TimedOut);
        section.Packages.Databases[0].Packages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task CollectAsync_StatusFileBroken_AsksDpkgQuery()
    {
        _tree.Write("/var/lib/dpkg/status", "garbage");
        _runner.Answer("dpkg-query", "zlib1g\t1:1.2\tamd64\tinstalled\nbash\t5.1\tamd64\tconfig-files\ngone\t\tamd64\tnot-installed\n");

        var section = await CollectAsync(Probe(_tree.Root));

        section.Status.Failures.ShouldBeEmpty();
        section.Packages.Databases[0].Packages.ShouldBe(
        [
            new Package { Name = "bash", Version = "5.1", Architecture = "amd64", State = "config-files" },
            new Package { Name = "zlib1g", Version = "1:1.2", Architecture = "amd64" },
        ]);
        _runner.Asked.ShouldHaveSingleItem().ShouldContain($"--admindir={_tree.Root}/var/lib/dpkg");
    }

    [Fact]
    public async Task CollectAsync_StatusFileBrokenAndDpkgQueryToo_SaysBoth()
    {
        _tree.Write("/var/lib/dpkg/status", "garbage");
        _runner.Answer("dpkg-query", "", exitCode: 2);

        var section = await CollectAsync(Probe(_tree.Root));

        var failure = section.Status.Failures.ShouldHaveSingleItem();
        failure.Reason.ShouldBe(Reason.Malformed);
        failure.Detail.ShouldBe("line 1: a line that is no field; dpkg-query exited with code 2");
        section.Packages.Databases[0].Complete.ShouldBeFalse();
    }

    [Fact]
    public async Task CollectAsync_JournalOfDpkg_CountsBeforeTheStatusFile()
    {
        _tree.Write("/var/lib/dpkg/status", Status + "Package: gone\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n")
            .Write("/var/lib/dpkg/updates/0001", "Package: bash\nStatus: install ok half-configured\nArchitecture: amd64\nVersion: 5.2\n")
            .Write("/var/lib/dpkg/updates/0002", "Package: gone\nStatus: purge ok not-installed\nArchitecture: all\n")
            .Write("/var/lib/dpkg/updates/tmp.i", "half");

        (await CollectAsync(Probe(_tree.Root))).Packages.Databases[0].Packages
            .ShouldBe([new Package { Name = "bash", Version = "5.2", Architecture = "amd64", State = "half-configured" }]);
    }

    [Fact]
    public async Task CollectAsync_SnapReverted_ChangesTheStamp()
    {
        _tree.Write("/var/lib/snapd/snaps/docker_1.snap", "").Write("/var/lib/snapd/snaps/docker_2.snap", "")
            .Write("/snap/docker/1/meta/snap.yaml", "name: docker\nversion: \"19\"\n").Write("/snap/docker/2/meta/snap.yaml", "name: docker\nversion: 20 \n")
            .Link("/snap/docker/current", "2");
        var probe = Probe(_tree.Root);
        (await CollectAsync(probe)).Packages.Databases[0].Packages.ShouldBe([new Package { Name = "docker", Version = "20" }]);

        _tree.Link("/snap/docker/current", "1");

        (await CollectAsync(probe)).Packages.Databases[0].Packages.ShouldBe([new Package { Name = "docker", Version = "19" }]);
    }

    [Fact]
    public async Task CollectAsync_SnapNotMounted_IsListedByItsRevision()
    {
        _tree.Write("/var/lib/snapd/snaps/docker_2893.snap", "").Write("/var/lib/snapd/snaps/partial", "").Link("/var/lib/snapd/snap/docker/current", "2893");

        (await CollectAsync(Probe(_tree.Root))).Packages.Databases[0].Packages.ShouldBe([new Package { Name = "docker", Version = "revision 2893" }]);
    }

    private PackagesProbe Probe(string root, IProgramRunner? runner = null)
    {
        var host = new HostRoot(root);
        return new PackagesProbe(new DpkgSource(host, runner ?? _runner), new RpmSource(host, runner ?? _runner), new SnapSource(host));
    }

    private static async ValueTask<Section> CollectAsync(PackagesProbe probe)
    {
        var draft = new SectionDraft(SectionKind.Packages);
        await probe.CollectAsync(draft, CancellationToken.None);
        return draft.Section;
    }
}
