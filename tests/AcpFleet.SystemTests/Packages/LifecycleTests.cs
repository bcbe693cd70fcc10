using AcpFleet.TestKit;
using AcpFleet.TestKit.Debian;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Packages;

/// <summary>
/// Installed, used, upgraded, downgraded, removed, installed again and purged by the real dpkg and rpm, where no systemd
/// runs: in an image that is being built, for example. tests/testbed shows the same with systemd.
/// </summary>
public sealed class LifecycleTests : IDisposable
{
    private const string Script = "tests/AcpFleet.SystemTests/Packages/lifecycle.sh";
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string, string, string> Lives => new()
    {
        { "deb", "bullseye", BuiltPackages.Agent },
        { "deb", "bookworm", BuiltPackages.Agent },
        { "deb", "bookworm", BuiltPackages.Portable },
        { "deb", "bookworm", BuiltPackages.Coordinator },
        { "deb", "trixie", BuiltPackages.Agent },
        { "rpm", "bookworm", BuiltPackages.Agent },
        { "rpm", "bookworm", BuiltPackages.Portable },
        { "rpm", "bookworm", BuiltPackages.Coordinator },
    };

    public void Dispose() => _directory.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Lives))]
    public async Task Life_FromInstallationToPurge_KeepsWhatIsTheNodesAndLeavesNothing(string format, string suite, string name)
    {
        var configuration = name == BuiltPackages.Coordinator ? "/etc/acpfleet" : "/etc/acpfleet-agent";
        var state = name == BuiltPackages.Coordinator ? "/var/lib/acpfleet" : "/var/lib/acpfleet-agent";
        await BuiltPackages.MakeAsync(name, "1.0.0", _directory["old"]);
        await BuiltPackages.MakeAsync(name, "1.1.0", _directory["new"]);
        var tree = await DebianTree.GetAsync(suite, format == "rpm" ? ["rpm"] : []);
        Directory.CreateDirectory(_directory["reports"]);

        var (code, output) = await TestProcess.RunAsync(
            null,
            TreeRoom.Prefix(tree, _directory.Path, Path.Combine(Repository.Root, "tests")),
            "sh", Path.Combine(Repository.Root, Script), format, name, configuration, state,
            BuiltPackages.Find(name, format, _directory["old"]), BuiltPackages.Find(name, format, _directory["new"]), _directory["reports"]);

        code.ShouldBe(0, output);
        var before = Report("before");
        var installed = Report("installed");
        var owner = name == BuiltPackages.Coordinator ? "acpfleet:acpfleet" : "root:root";
        installed.ShouldContain(line => line.StartsWith($"{state} drwx------ {owner}", StringComparison.Ordinal));
        installed.ShouldContain(line => line.Contains("/multi-user.target.wants/" + name.Replace("-portable", "", StringComparison.Ordinal) + ".service ", StringComparison.Ordinal), "enabled");

        // Identity, edited and own files are the same from their making to the removal, versions up and down between.
        var kept = Own(Report("used"));
        kept.Count.ShouldBe(6, "of each file its entry and its checksum");
        foreach (var step in (string[])["upgraded", "downgraded"])
            Own(Report(step)).ShouldBe(kept, step);
        // rpm puts an edited file aside; dpkg leaves it in its place.
        var removed = Own(Report("removed")).Select(line => line.Replace(".rpmsave", "", StringComparison.Ordinal));
        removed.ShouldBe(kept);
        Report("removed").ShouldNotContain(line => line.StartsWith("/usr/bin/acpfleet", StringComparison.Ordinal));
        if (format == "deb")
            Own(Report("again")).ShouldBe(kept);
        Report("purged").ShouldBe(before);

        string[] Report(string step) => File.ReadAllLines(_directory[$"reports/{step}"]);

        // What a node made its own: the first configuration file, which was edited, the site's file, the identity.
        List<string> Own(string[] report) =>
        [
            .. report.Where(line => line.StartsWith($"{configuration}/site-owned ", StringComparison.Ordinal)
                || line.StartsWith($"{state}/identity.pem ", StringComparison.Ordinal)
                || line.StartsWith($"{configuration}/agent.yaml", StringComparison.Ordinal)
                || line.StartsWith($"{configuration}/context.json", StringComparison.Ordinal)),
        ];
    }

    [SkippableFact]
    public async Task Coordinator_WhereTheCLibraryIsTooOld_IsRefused()
    {
        var tree = await DebianTree.GetAsync("bullseye");
        var package = BuiltPackages.Find(BuiltPackages.Coordinator, "deb");

        var (code, output) = await TestProcess.RunAsync(null, TreeRoom.Prefix(tree, Path.GetDirectoryName(package)!), "dpkg", "-i", package);

        code.ShouldNotBe(0);
        output.ShouldContain("acpfleet-coordinator depends on libc6");
    }

    [SkippableFact]
    public async Task PortableAgent_InThePlaceOfTheNative_KeepsItsIdentity()
    {
        await BuiltPackages.MakeAsync(BuiltPackages.Agent, "1.0.0", _directory["one"]);
        await BuiltPackages.MakeAsync(BuiltPackages.Portable, "1.0.0", _directory["two"]);
        var tree = await DebianTree.GetAsync("bookworm");
        var native = BuiltPackages.Find(BuiltPackages.Agent, "deb", _directory["one"]);
        var portable = BuiltPackages.Find(BuiltPackages.Portable, "deb", _directory["two"]);
        const string Commands = """
            dpkg -i "$1"; echo identity > /var/lib/acpfleet-agent/identity.pem; echo '# edited' >> /etc/acpfleet-agent/agent.yaml
            dpkg -i "$2"; dpkg -P acpfleet-agent; cat /var/lib/acpfleet-agent/identity.pem; tail -n 1 /etc/acpfleet-agent/agent.yaml
            acpfleet-agent version || echo "ended with $?"
            """;

        var (code, output) = await TestProcess.RunAsync(null, TreeRoom.Prefix(tree, _directory.Path), "sh", "-euc", Commands, "sh", native, portable);

        code.ShouldBe(0, output);
        output.ShouldContain("\nidentity\n# edited\n");
        // The tree has no .NET: the launcher says what it needs and where it looked.
        output.ShouldContain("no .NET runtime of version 9 or later was found");
        output.ShouldContain("ended with 4");
    }
}
