using System.Diagnostics;
using System.Text.Json;
using AcpFleet.Protocol.Facts;
using AcpFleet.Protocol.V1;
using AcpFleet.SystemTests.Collector;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using Google.Protobuf.WellKnownTypes;

namespace AcpFleet.SystemTests.Native;

/// <summary>The published native command line: reading protobuf JSON must survive trimming.</summary>
public sealed class NativeCliTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SkippableFact]
    public async Task Evaluate_FilesOfAgentAndCollector_SaysWhatTheManagedProgramSays()
    {
        Repository.NeedNativePrograms();
        List<string> files = [];
        foreach (var tree in FixtureTree.Names)
        {
            // Each tree as both would write it; a node may be there once.
            var file = _directory[$"{tree}.facts"];
            var even = files.Count % 2 == 0;
            var content = even
                ? new FactsFile
                {
                    Format = FactsJson.Format,
                    AgentVersion = "0.1.0",
                    Collector = "acpfleet-agent",
                    WrittenAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
                    Facts = await AgentsFacts.CollectAsync(FixtureTree.Path(tree)),
                }
                : null;
            if (content is not null)
                await File.WriteAllTextAsync(file, FactsJson.Write(content));
            else
                (await CollectorScript.RunAsync("dash", "--root", FixtureTree.Path(tree), "--output", file)).ExitCode.ShouldBe(0);
            files.Add(file);
        }

        var native = await TestProcess.RunAsync(null, [Repository.NativeCli], ["evaluate", "--output", "json", .. files]);

        var managed = await TestProcess.RunAsync(null, Repository.Cli, ["evaluate", "--output", "json", .. files]);
        native.ExitCode.ShouldBe(1, native.Output);
        managed.ExitCode.ShouldBe(1, managed.Output);
        using var report = JsonDocument.Parse(native.Output);
        report.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("collector").GetString()).Distinct()
            .ShouldBe(["acpfleet-agent", "acpfleet-facts.sh"]);
        Findings(native.Output).ShouldBe(Findings(managed.Output));
    }

    [SkippableFact]
    public async Task Evaluate_AThousandFiles_JudgesEveryOne()
    {
        Repository.NeedNativePrograms();
        const int Nodes = 1000;
        var node = await CollectorScript.CollectAsync("dash", "--root", FixtureTree.Path("debian-12"));
        var network = node.Facts.Sections.Single(section => section.Network is not null).Network;
        var link = network.Interfaces.First(one => !one.Loopback);
        List<string> files = [];
        for (var i = 0; i < Nodes; i++)
        {
            network.Hostname = $"node-{i}";
            link.Mac = $"52:54:00:00:{i / 256:x2}:{i % 256:x2}";
            link.Addresses.Clear();
            link.Addresses.Add(new InterfaceAddress { Address = $"10.0.{i / 256}.{i % 256}", PrefixLength = 8, Scope = "global" });
            files.Add(_directory[$"node-{i}.facts"]);
            await File.WriteAllTextAsync(files[^1], FactsJson.Write(node));
        }

        var watch = Stopwatch.StartNew();
        var (code, output) = await TestProcess.RunAsync(null, [Repository.NativeCli], ["evaluate", "--output", "json", .. files]);

        PrintedFigures.Add($"evaluate of {Nodes} facts files, {files.Sum(file => new FileInfo(file).Length) >> 20} MiB: {watch.Elapsed.TotalSeconds:0.0} s");
        code.ShouldBe(1, output[..Math.Min(output.Length, 2000)]);
        using var report = JsonDocument.Parse(output);
        report.RootElement.GetProperty("files").GetArrayLength().ShouldBe(Nodes);
    }

    [SkippableFact]
    public async Task Evaluate_ABrokenFile_IsRefusedWithItsName()
    {
        Repository.NeedNativePrograms();
        await File.WriteAllTextAsync(_directory["half.facts"], """{"format":1,"facts":{"sections":[""");

        var (code, output) = await TestProcess.RunAsync(null, [Repository.NativeCli], "evaluate", _directory["half.facts"]);

        code.ShouldBe(2, output);
        output.ShouldContain("half.facts");
        output.ShouldNotContain("   at ", customMessage: "no stack trace");
    }

    // Without the moments at which each of the two judged.
    private static List<string> Findings(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.GetProperty("findings").EnumerateArray().Select(finding =>
                string.Join(' ', finding.EnumerateObject().Where(property => !property.Name.EndsWith("At", StringComparison.Ordinal)).Select(property => property.ToString()))),
        ];
    }
}
