using System.Text.Json;
using AcpFleet.Protocol.Facts;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Judgement;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Programs;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Profiles;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcpFleet.SystemTests.Native;

/// <summary>The published native binary itself: trimming and ahead-of-time compilation must change nothing that it says.</summary>
public sealed class NativeAgentTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Trees => [.. FixtureTree.Names];

    public void Dispose() => _directory.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Trees))]
    public async Task Check_OfACapturedTree_JudgesAsTheManagedCodeDoes(string tree)
    {
        var root = FixtureTree.Path(tree);
        var (code, output) = await RunAsync("check", "--root", root, "--output", "json");

        var expected = await JudgeAsync(root);
        expected.Findings.Count.ShouldBeGreaterThan(10);
        Normalised(output).ShouldBe(Normalised(expected.ToJson()));
        code.ShouldBe(expected.Ready ? 0 : 1);
    }

    [SkippableTheory]
    [InlineData("en", "NOT READY")]
    [InlineData("zh", "未就绪")]
    public async Task Check_ForPeople_HasBothLanguages(string language, string verdict)
    {
        var (code, output) = await RunAsync("check", "--root", FixtureTree.Path("debian-12"), "--lang", language);

        code.ShouldBe(1);
        output.ShouldContain(verdict);
        output.ShouldNotContain("\e[", customMessage: "no colours where nobody looks");
    }

    [SkippableFact]
    public async Task Facts_WithBrokenInputs_SaysWhatFailedAndSendsTheRest()
    {
        var root = _directory["node"];
        FixtureTree.Copy("ubuntu-22.04", root);
        File.Delete(Path.Combine(root, "etc/os-release"));
        File.WriteAllBytes(Path.Combine(root, "etc/os-release"), [0xff, 0xfe, 0x00, 0x1b, (byte)'[', (byte)'2', (byte)'J']);
        File.Delete(Path.Combine(root, "etc/resolv.conf"));
        Directory.CreateDirectory(Path.Combine(root, "etc/resolv.conf"));
        using (var hosts = File.OpenWrite(Path.Combine(root, "etc/hosts")))
            hosts.SetLength(8L * 1024 * 1024 * 1024);
        File.Delete(Path.Combine(root, "proc/swaps"));
        Directory.CreateDirectory(Path.Combine(root, "proc/swaps"));
        File.Delete(Path.Combine(root, "etc/fstab"));
        Directory.CreateDirectory(Path.Combine(root, "etc/fstab"));
        File.WriteAllText(Path.Combine(root, "var/lib/dpkg/status"), "Package: half\nStatus: inst");

        var (code, output) = await RunAsync("facts", "--root", root);

        code.ShouldBe(0, output);
        var facts = FactsJson.Read(output);
        facts.Facts.Sections.Count.ShouldBe(6);
        var failed = facts.Facts.Sections.SelectMany(section => section.Status.Failures).Select(failure => failure.Source).ToList();
        failed.ShouldContain(source => source.Contains("os-release"));
        failed.ShouldContain(source => source.Contains("resolv.conf"));
        failed.ShouldContain(source => source.Contains("hosts"));
        failed.ShouldContain(source => source.Contains("swaps"));
        output.ShouldNotContain("\e", customMessage: "nothing that a terminal obeys");
        var (_, judged) = await RunAsync("check", "--root", root, "--output", "json");
        foreach (var check in (string[])["os.supported", "net.resolv-nameserver", "net.hosts-localhost", "memory.swap-disabled"])
            OutcomeOf(judged, check).ShouldNotBe("pass", check);
        OutcomeOf(judged, "net.hostname-valid").ShouldBe("pass");
    }

    [SkippableFact]
    public async Task Check_WithoutRoot_StillJudges()
    {
        RequiredPart.NeedRoot();
        RequiredPart.NeedProgram("setpriv", "apt-get install util-linux");
        // A private copy: the tests' own directory may be closed to others.
        var copy = _directory["acpfleet-agent"];
        NeedNative();
        File.Copy(Repository.NativeAgent, copy);
        File.SetUnixFileMode(_directory.Path, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(copy, (UnixFileMode)0b111_101_101);

        var (code, output) = await TestProcess.RunAsync(null, ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], copy, "check");

        code.ShouldBeOneOf(0, 1);
        output.ShouldContain("net.ports-free");
    }

    [SkippableTheory]
    [InlineData("run", "--state", "/nonexistent/state")]
    [InlineData("enrol", "--coordinator", "127.0.0.1:1", "--token-file", "/dev/null")]
    [InlineData("check", "--plan", "/nonexistent/fleet.yaml")]
    [InlineData("check", "--root", "/nonexistent")]
    [InlineData("run", "--spool-mib", "0")]
    [InlineData("run", "--spool-mib", "abc")]
    [InlineData("run", "--spool-mib")]
    [InlineData("check", "--output", "xml")]
    [InlineData("enrol", "--coordinator", "host:99999", "--token-file", "-")]
    [InlineData("nosuchverb")]
    public async Task AWrongCall_EndsWithAnErrorThatSaysWhat(params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);

        code.ShouldBeOneOf(2, 3);
        output.ShouldNotContain("   at ", customMessage: "no stack trace");
        output.Trim().ShouldNotBeEmpty();
        output.ShouldNotContain("Unhandled exception");
    }

    private static void NeedNative() =>
        RequiredPart.Need(Repository.HasNativeAgent, "the published agent. packaging/publish-agent artifacts/agent");

    private static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        NeedNative();
        return TestProcess.RunAsync(null, [Repository.NativeAgent], arguments);
    }

    private static async Task<NodeJudgement> JudgeAsync(string root)
    {
        var collector = new NodeCollector(new HostRoot(root), TimeProvider.System, new ProgramRunner(TimeProvider.System), NullLogger.Instance);
        var facts = new NodeFacts();
        facts.Sections.AddRange(await collector.CollectAsync(collector.Kinds, CancellationToken.None));
        var name = facts.Sections.Select(section => section.Network?.Hostname).First(hostname => !string.IsNullOrEmpty(hostname))!;
        return NodeJudgement.Of(
            FleetEvaluator.Evaluate(new FleetSnapshot
            {
                Nodes = [new NodeSnapshot { Id = name, Name = name, Facts = facts }],
                Profile = BuiltInProfiles.Get(BuiltInProfiles.DefaultId),
                At = TimeProvider.System.GetUtcNow(),
            }),
            name);
    }

    private static string Normalised(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }

    private static string OutcomeOf(string json, string check)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("findings").EnumerateArray()
            .Single(finding => finding.GetProperty("checkId").GetString() == check)
            .GetProperty("outcome").GetString()!.ToLowerInvariant();
    }
}
