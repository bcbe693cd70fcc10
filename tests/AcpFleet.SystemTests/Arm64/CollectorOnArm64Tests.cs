using System.Runtime.InteropServices;
using System.Text.Json;
using AcpFleet.Protocol.Facts;
using AcpFleet.SystemTests.Collector;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Debian;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Arm64;

/// <summary>The facts collector in a Debian tree for arm64: every program that it starts is one of arm64, under emulation.</summary>
public sealed class CollectorOnArm64Tests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SkippableFact]
    public async Task Collect_InATreeForArm64_IsJudgedByAPlanForArm64()
    {
        var tree = await DebianTree.GetArm64Async("bookworm");
        var output = _directory["out"];
        Directory.CreateDirectory(output);
        string[] inside = [.. ForeignRoom.Prefix, .. TreeRoom.Prefix(tree, CollectorScript.File, output)];

        var (code, said) = await TestProcess.RunAsync(null, inside, "sh", CollectorScript.File, "--output", Path.Combine(output, "node.facts"));

        code.ShouldBe(0, said);
        var facts = FactsJson.Read(await File.ReadAllTextAsync(Path.Combine(output, "node.facts"))).Facts;
        facts.Sections.Count.ShouldBe(6);
        facts.Sections.Single(section => section.Os is not null).Os.Architecture.ShouldBe("aarch64");
        facts.Sections.Single(section => section.Kernel is not null).Kernel.Machine.ShouldBe("aarch64");
        facts.Sections.Single(section => section.Network is not null).Network.Interfaces.ShouldContain(one => one.Name == "lo");
        facts.Sections.Single(section => section.Packages is not null).Packages.Databases.Single()
            .Packages.ShouldContain(package => package.Name == "dpkg" && package.Architecture == "arm64");
        facts.Sections.SelectMany(section => section.Status.Failures).ShouldNotContain(failure => failure.Reason == Protocol.V1.SourceFailure.Types.Reason.ProbeFault);
        await JudgeAsync(Path.Combine(output, "node.facts"), facts.Sections.Single(section => section.Network is not null).Network.Hostname);
    }

    [SkippableFact]
    public async Task Prefix_OfARoom_LeavesTheMachinesOwnTableOfFormatsAsItIs()
    {
        ForeignRoom.Need();
        var tree = await DebianTree.GetArm64Async("bookworm");
        var before = Formats();

        var (code, said) = await TestProcess.RunAsync(null, [.. ForeignRoom.Prefix, .. TreeRoom.Prefix(tree)], "sh", "-c", "uname -m; exit 7");

        (code, said.Trim()).ShouldBe((7, "aarch64"));
        Formats().ShouldBe(before);
        if (RuntimeInformation.OSArchitecture == Architecture.X64)
            (await TestProcess.RunAsync(null, ["chroot"], tree, "/bin/true")).ExitCode.ShouldBe(126);
    }

    private static string[] Formats() =>
        Directory.Exists("/proc/sys/fs/binfmt_misc") ? [.. Directory.GetFiles("/proc/sys/fs/binfmt_misc").Order(StringComparer.Ordinal)] : [];

    private async Task JudgeAsync(string file, string hostname)
    {
        var plan = _directory["fleet.yaml"];
        await File.WriteAllTextAsync(plan, $$"""
            apiVersion: acpfleet/v1
            name: arm
            scenario: multi-cluster
            package: { architecture: aarch64 }
            network: { vip: { mode: external, address: 192.0.2.100 } }
            nodes:
              - { name: {{hostname}}, address: 192.0.2.11, roles: [control-plane, installer] }

            """);

        var (code, said) = await TestProcess.RunAsync(null, Repository.Cli, "evaluate", "--plan", plan, "--output", "json", file);

        code.ShouldBe(1, said);
        using var report = JsonDocument.Parse(said);
        var carried = report.RootElement.GetProperty("files").EnumerateArray().Single();
        carried.GetProperty("inPlan").GetBoolean().ShouldBeTrue();
        carried.GetProperty("architecture").GetString().ShouldBe("aarch64");
        carried.GetProperty("collector").GetString().ShouldBe("acpfleet-facts.sh");
        report.RootElement.GetProperty("findings").GetArrayLength().ShouldBeGreaterThan(10);
    }
}
