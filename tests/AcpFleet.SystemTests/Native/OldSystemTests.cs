using System.Text.Json;
using AcpFleet.Protocol.Facts;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Debian;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Native;

/// <summary>The published programs on systems older than the one that built them: C library, OpenSSL, system calls.</summary>
public sealed class OldSystemTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Systems => OldSystem.All;

    public void Dispose() => _directory.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Systems))]
    public async Task CheckAndFacts_OnAnOldSystem_Work(string system)
    {
        var prefix = await OldSystem.PrefixAsync(system, _directory.Path);

        var (judged, judgement) = await TestProcess.RunAsync(null, [.. prefix, Repository.NativeAgent], "check", "--output", "json");
        var (collected, facts) = await TestProcess.RunAsync(null, [.. prefix, Repository.NativeAgent], "facts");

        judged.ShouldBeOneOf([0, 1], judgement);
        using (var document = JsonDocument.Parse(judgement))
            document.RootElement.GetProperty("findings").GetArrayLength().ShouldBeGreaterThan(10);
        collected.ShouldBe(0, facts);
        FactsJson.Read(facts).Facts.Sections.Count.ShouldBe(6);
        if (system != OldSystem.Kernel310)
            facts.ShouldContain("bullseye", customMessage: "the tree's own os-release");
    }

    [SkippableTheory]
    [MemberData(nameof(Systems))]
    public async Task EnrolmentAndReport_OnAnOldSystem_ReachACoordinatorOfToday(string system)
    {
        var prefix = await OldSystem.PrefixAsync(system, _directory.Path);
        await using var coordinator = await TestCoordinator.StartAsync(_directory["data"]);
        await using var agent = new TestAgent(_directory["agent"], coordinator);

        var (code, output) = await agent.TryEnrolAsync(await coordinator.TokenAsync(), prefix);
        code.ShouldBe(0, output);
        agent.Start(prefix);
        await agent.Process.WaitForAsync("First report acknowledged");

        (await coordinator.NodesAsync()).Count.ShouldBe(1);
        await CommandLineAsync(prefix, coordinator);
        agent.Process.Terminate();
        await agent.Process.ExitedAsync();
        agent.Process.ExitCode.ShouldBe(0, agent.Process.Output);
    }

    /// <summary>The tree's OpenSSL is the old one: otherwise these tests show nothing of it.</summary>
    [SkippableFact]
    public async Task Debian11_AsTheTestsUseIt_HasItsOwnLibraries()
    {
        var tree = await DebianTree.GetAsync("bullseye");

        var (code, output) = await TestProcess.RunAsync(null, TreeRoom.Prefix(tree), "sh", "-c", "openssl version; ldd --version");

        code.ShouldBe(0, output);
        output.ShouldContain("OpenSSL 1.1.1");
        output.ShouldContain("2.31");
    }

    [SkippableFact]
    public async Task OldKernel_AskedForAYoungerCall_KnowsItNot()
    {
        const string GetRandom = "import os\ntry:\n  os.getrandom(1)\nexcept OSError as e:\n  print(e.errno)\nelse:\n  print('known')";

        var (_, now) = await TestProcess.RunAsync(null, ["python3", "-c", GetRandom]);
        var (_, then) = await TestProcess.RunAsync(null, [.. OldKernel.Prefix(), "python3", "-c", GetRandom]);

        now.Trim().ShouldBe("known");
        then.Trim().ShouldBe("38", "ENOSYS");
    }

    private async Task CommandLineAsync(string[] prefix, TestCoordinator coordinator)
    {
        var (known, version) = await TestProcess.RunAsync(null, [.. prefix, Repository.NativeCli], "version");
        known.ShouldBe(0, version);

        string[] connection =
            ["--server", coordinator.People, "--token-file", _directory["data/admin-token"], "--ca", _directory["data/ca/ca.crt"]];
        var (judged, readiness) = await TestProcess.RunAsync(null, [.. prefix, Repository.NativeCli], ["readiness", .. connection]);
        judged.ShouldBeOneOf([0, 1], readiness);
        readiness.ShouldContain("of 1 node ready");
    }
}
