using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Collector;

/// <summary>The collector where its inputs, its surroundings or its caller are wrong.</summary>
public sealed class CollectorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SkippableTheory]
    [InlineData("dash")]
    [InlineData("bash")]
    [InlineData(CollectorScript.Busybox)]
    public async Task Collect_HostileTexts_AreHarmlessAndWhole(string shell)
    {
        var root = Copy();
        Write(root, "etc/hostname", "a\"b\\c\u001b[2J\u202e麒麟\n"u8.ToArray());
        Write(root, "proc/sys/kernel/hostname", [.. "x\"$(touch /tmp/never)`id`\\"u8, 0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, (byte)'\n']);
        Write(root, "etc/hosts", "127.0.0.1 localhost '; rm -rf /; \"\n::ffff:192.0.2.1 mapped\n2001:DB8:0:0:1::1 six\n"u8.ToArray());

        var facts = await CollectorScript.CollectAsync(shell, "--root", root);

        var network = facts.Facts.Sections.Single(section => section.Network is not null).Network;
        network.StaticHostname.ShouldBe("a\"b\\c\ufffd[2J\ufffd麒麟");
        network.Hostname.ShouldStartWith("x\"$(touch /tmp/never)`id`\\\ufffd\ufffd");
        network.Hosts.Select(entry => entry.Address).ShouldBe(["127.0.0.1", "::ffff:192.0.2.1", "2001:db8::1:0:0:1"]);
        File.Exists("/tmp/never").ShouldBeFalse();
    }

    [SkippableTheory]
    [InlineData("dash")]
    [InlineData(CollectorScript.Busybox)]
    public async Task Collect_BrokenInputs_NamesEachAndNeverHangs(string shell)
    {
        var root = Copy();
        Write(root, "etc/os-release", [0xff, 0xfe, 0x00, 0x1b]);
        Replace(root, "etc/resolv.conf", path => Directory.CreateDirectory(path));
        Replace(root, "proc/swaps", path => Directory.CreateDirectory(path));
        Replace(root, "etc/hosts", path =>
        {
            using var huge = File.Create(path);
            huge.SetLength(8L << 30);
        });
        Replace(root, "etc/fstab", path => File.CreateSymbolicLink(path, "fstab"));
        Write(root, "var/lib/dpkg/status", "Package: half\nStatus: inst"u8.ToArray());
        (await TestProcess.RunAsync(null, ["mkfifo"], Path.Combine(root, "etc/hostname.fifo"))).ExitCode.ShouldBe(0);
        Replace(root, "etc/hostname", path => File.Move(path + ".fifo", path));

        var facts = await CollectorScript.CollectAsync(shell, "--root", root);

        var failed = facts.Facts.Sections.SelectMany(section => section.Status.Failures).Select(failure => failure.Source).ToList();
        foreach (var source in (string[])["/etc/os-release", "/etc/resolv.conf", "/proc/swaps", "/etc/hosts", "/etc/hostname", "/etc/fstab", "/var/lib/dpkg/status"])
            failed.ShouldContain(source);
    }

    [SkippableTheory]
    [InlineData(2, "--nonsense")]
    [InlineData(2, "--root", "/nonexistent")]
    [InlineData(2, "--root")]
    [InlineData(4, "--output", "/nonexistent/x.facts")]
    [InlineData(0, "--help")]
    public async Task Run_ACall_EndsWithItsCode(int expected, params string[] arguments)
    {
        var (code, output) = await CollectorScript.RunAsync("dash", arguments);

        code.ShouldBe(expected, output);
        output.ShouldNotBeEmpty();
    }

    [SkippableFact]
    public async Task Output_AFullDisk_LeavesTheFormerFile()
    {
        RequiredPart.NeedRoot();
        const string Commands = """
            mount -t tmpfs -o size=4k acpfleet-test "$1"
            echo former > "$1/node.facts"
            code=0
            sh "$2" --root "$3" --output "$1/node.facts" || code=$?
            cat "$1/node.facts"
            ls "$1"
            exit "$code"
            """;

        var (code, output) = await TestProcess.RunAsync(
            null, ["unshare", "--mount", "--propagation", "private", "sh", "-uc"],
            Commands, "sh", _directory.Path, CollectorScript.File, FixtureTree.Path("debian-12"));

        code.ShouldBe(4, output);
        output.TrimEnd().ShouldEndWith("former\nnode.facts");
    }

    [SkippableTheory]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    public async Task Collect_AFullDiskForTemporaryFiles_WritesNoFile(int kibibytes)
    {
        RequiredPart.NeedRoot();
        const string Commands = """
            mkdir "$1/temporary"
            mount -t tmpfs -o "size=$4k" acpfleet-test "$1/temporary"
            code=0
            TMPDIR=$1/temporary sh "$2" --root "$3" --output "$1/node.facts" || code=$?
            ls "$1" "$1/temporary"
            exit "$code"
            """;

        var (code, output) = await TestProcess.RunAsync(
            null, ["unshare", "--mount", "--propagation", "private", "sh", "-uc"],
            Commands, "sh", _directory.Path, CollectorScript.File, FixtureTree.Path("ubuntu-20.04"), $"{kibibytes}");

        code.ShouldBe(4, output);
        output.ShouldNotContain("node.facts");
        output.ShouldContain("temporary");
    }

    [SkippableFact]
    public async Task Output_AFile_HoldsTheWholeAndNothingElseIsLeft()
    {
        var file = _directory["out/node.facts"];
        Directory.CreateDirectory(_directory["out"]);

        (await CollectorScript.RunAsync("dash", "--root", FixtureTree.Path("debian-12"), "--output", file)).ExitCode.ShouldBe(0);

        Directory.GetFiles(_directory["out"]).ShouldBe([file]);
        AcpFleet.Protocol.Facts.FactsJson.Read(await File.ReadAllTextAsync(file)).Facts.Sections.Count.ShouldBe(6);
    }

    [SkippableTheory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Europe/Dublin")]
    public async Task Collect_AZoneThatLeavesSummerTimeToItsRule_HasTheAgentsRules(string zone)
    {
        const string Zones = "/usr/share/zoneinfo/tzdata.zi";
        var zic = RequiredPart.NeedProgram("/usr/sbin/zic", "apt-get install libc-bin");
        RequiredPart.Need(File.Exists(Zones), $"{Zones}. apt-get install tzdata");
        var (code, output) = await TestProcess.RunAsync(null, [zic], "-b", "slim", "-d", _directory["zones"], Zones);
        code.ShouldBe(0, output);
        var root = _directory["node"];
        Write(root, "etc/localtime", File.ReadAllBytes(Path.Combine(_directory["zones"], zone)));

        var collected = await CollectorScript.CollectAsync("dash", "--root", root);

        var expected = (await AgentsFacts.CollectAsync(root)).Sections.Single(section => section.Time is not null);
        expected.Time.PosixRule.ShouldNotBeEmpty();
        collected.Facts.Sections.Single(section => section.Time is not null).Time.ShouldBe(expected.Time);
    }

    [SkippableFact]
    public async Task Collect_WithoutAListOfInterfaces_NamesTheGap()
    {
        RequiredPart.NeedRoot();
        RequiredPart.NeedProgram("ip", "apt-get install iproute2");
        const string Commands = """
            mount -t tmpfs acpfleet-test /sys
            mkdir -p /sys/class/net
            ip link set lo up
            exec sh "$1"
            """;

        var (code, output) = await TestProcess.RunAsync(
            null, ["unshare", "--net", "--mount", "--propagation", "private", "sh", "-euc"], Commands, "sh", CollectorScript.File);

        code.ShouldBe(0, output);
        AcpFleet.Protocol.Facts.FactsJson.Read(output).Facts.Sections.Single(section => section.Network is not null)
            .Status.Failures.ShouldContain(failure => failure.Source == "/sys/class/net" && failure.Fields.Contains("interfaces"));
    }

    [SkippableFact]
    public async Task Script_IsCleanByShellcheck()
    {
        var shellcheck = RequiredPart.NeedProgram("shellcheck", "apt-get install shellcheck");

        var (code, output) = await TestProcess.RunAsync(null, [shellcheck], CollectorScript.File);

        code.ShouldBe(0, output);
    }

    private string Copy()
    {
        var root = _directory["node"];
        FixtureTree.Copy("ubuntu-22.04", root);
        return root;
    }

    private static void Write(string root, string path, byte[] bytes) => Replace(root, path, file => File.WriteAllBytes(file, bytes));

    private static void Replace(string root, string path, Action<string> make)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Delete(file);
        make(file);
    }
}
