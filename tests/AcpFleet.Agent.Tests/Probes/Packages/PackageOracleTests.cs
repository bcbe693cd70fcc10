using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Probes.Packages;
using AcpFleet.Agent.Programs;
using AcpFleet.Agent.Tests.Programs;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;

namespace AcpFleet.Agent.Tests.Probes.Packages;

/// <summary>Against dpkg-query on this machine, and against rpm on a database that the test makes.</summary>
public sealed class PackageOracleTests
{
    private static readonly ProgramRunner Runner = new(TimeProvider.System);

    [SkippableFact]
    public async Task ReadAsync_Dpkg_AgreesWithDpkgQuery()
    {
        var listed = await RealProgram.OutputAsync("dpkg-query", "--show", "--showformat=${Package} ${Version} ${Architecture} ${db:Status-Status}\\n");
        var draft = new SectionDraft(SectionKind.Packages);

        var packages = await new DpkgSource(new HostRoot(), Runner).ReadAsync(draft, CancellationToken.None);

        draft.Section.Status.Failures.ShouldBeEmpty();
        packages!.Select(package => $"{package.Name} {package.Version} {package.Architecture} {(package.HasState ? package.State : "installed")}")
            .ShouldBe(listed.Split('\n').Order(StringComparer.Ordinal), ignoreOrder: true);
    }

    [SkippableFact]
    public async Task ReadAsync_RealRpmDatabase_AgreesWithRpmAndIsReadOnce()
    {
        using var tree = new NodeTree();
        using var work = new TemporaryDirectory();
        tree.MakeDirectory("/var/lib/rpm");
        await MakeDatabaseAsync(tree["/var/lib/rpm"], work.Path);
        var source = new RpmSource(new HostRoot(tree.Root), Runner);
        var stamp = source.Stamp();
        var draft = new SectionDraft(SectionKind.Packages);

        var packages = await source.ReadAsync(draft, CancellationToken.None);

        draft.Section.Status.Failures.ShouldBeEmpty();
        packages!.Select(package => $"{package.Name} {package.Version} {package.Architecture}")
            .ShouldBe(["docker-ce 3:20.10.7-3.el8 noarch", "plain 1.0-1 noarch"]);
        (await RealProgram.OutputAsync("rpm", "--dbpath", tree["/var/lib/rpm"], "-qa")).Split('\n').Order(StringComparer.Ordinal)
            .ShouldBe(["docker-ce-20.10.7-3.el8.noarch", "plain-1.0-1.noarch"]);
        // Merely reading must not look like a change, or it would be read again for ever.
        source.Stamp().ShouldBe(stamp);

        await RealProgram.OutputAsync("rpm", "--dbpath", tree["/var/lib/rpm"], "--noscripts", "--justdb", "-e", "plain");
        source.Stamp().ShouldNotBe(stamp);
    }

    [SkippableFact]
    public async Task ReadAsync_RpmDatabaseThatIsGarbage_IsAFailureOrEmptyButNeverACrash()
    {
        using var tree = new NodeTree();
        tree.Write("/var/lib/rpm/rpmdb.sqlite", "this is not a database, whatever its name says");
        await RealProgram.OutputAsync("rpm", "--version");
        var draft = new SectionDraft(SectionKind.Packages);

        var packages = await new RpmSource(new HostRoot(tree.Root), Runner).ReadAsync(draft, CancellationToken.None);

        // Whatever this version of rpm does with it, a list is given only when rpm says that all went well.
        (packages is null).ShouldBe(draft.Section.Status.Failures.Count == 1);
    }

    private static async Task MakeDatabaseAsync(string database, string work)
    {
        await RealProgram.OutputAsync("rpmdb", "--initdb", "--dbpath", database);
        foreach (var (name, header) in ((string, string)[])[("plain", "Version: 1.0\nRelease: 1\n"), ("docker-ce", "Epoch: 3\nVersion: 20.10.7\nRelease: 3.el8\n")])
        {
            var spec = Path.Combine(work, name + ".spec");
            await File.WriteAllTextAsync(spec, $"Name: {name}\n{header}Summary: test\nLicense: none\nBuildArch: noarch\n%description\ntest\n%files\n");
            await RealProgram.OutputAsync("rpmbuild", "-bb", "--define", $"_topdir {work}", "--define", $"_rpmdir {work}/out", "--dbpath", database, spec);
        }

        var packages = Directory.GetFiles(Path.Combine(work, "out"), "*.rpm", SearchOption.AllDirectories);
        await RealProgram.OutputAsync("rpm", ["--dbpath", database, "--justdb", "--nodeps", "--nosignature", "-i", .. packages]);
    }
}
