using System.Text.Json;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Quickstart;

/// <summary>The real programs on the real machine: only what holds on any machine is asserted of the verdict.</summary>
public sealed class QuickstartTests : IDisposable
{
    private const string Watching = "Watching for changes";

    private readonly QuickstartProcess _quickstart = new();

    public void Dispose() => _quickstart.Dispose();

    [Fact]
    public async Task Exit_FreshDirectory_GivesAVerdictByEveryCheckAndLeavesNothingRunning()
    {
        var (exitCode, report, _) = await _quickstart.JudgeAsync();

        exitCode.ShouldBe(report.GetProperty("ready").GetBoolean() ? 0 : 1);
        report.GetProperty("nodes").GetArrayLength().ShouldBe(1);
        var findings = report.GetProperty("findings").EnumerateArray().ToList();
        findings.Select(finding => finding.GetProperty("check").GetString()).Distinct().Count().ShouldBe(AcpFleet.Checks.Catalogue.CheckCatalogue.All.Length);
        findings.Where(finding => finding.GetProperty("outcome").GetString() is "fail" or "unknown")
            .ShouldAllBe(finding => finding.GetProperty("problem").GetProperty("en").GetString()!.Length > 0 && finding.GetProperty("hint").GetProperty("zh").GetString()!.Length > 0);
        report.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()).ShouldBe(["coordinator", "enrolment", "connection", "scan"]);
        var counts = report.GetProperty("counts");
        counts.GetProperty("requiredFail").GetInt32().ShouldBe(findings.Count(finding => finding.GetProperty("outcome").GetString() == "fail" && finding.GetProperty("severity").GetString() == "required"));
        _quickstart.Programs().ShouldBeEmpty();
        File.Exists(_quickstart.ContextFile).ShouldBeFalse("a coordinator that has ended is no context");
    }

    [Fact]
    public async Task Exit_SecondRun_IsTheSameNodeWithTheSameFindings()
    {
        var (_, first, _) = await _quickstart.JudgeAsync();
        var (_, second, output) = await _quickstart.JudgeAsync();

        NodeIds(second).ShouldBe(NodeIds(first));
        Seen(second).ShouldBe(Seen(first), output);
        _quickstart.Programs().ShouldBeEmpty();

        static IEnumerable<string?> NodeIds(JsonElement report) => report.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()).ToList();
        // The store keeps microseconds.
        static IEnumerable<string> Seen(JsonElement report) => report.GetProperty("findings").EnumerateArray()
            .Select(finding => $"{finding.GetProperty("check").GetString()} {finding.GetProperty("firstSeenAt").GetDateTimeOffset():O}"[..^7]).Order().ToList();
    }

    [Fact]
    public async Task Interrupt_AfterTheVerdict_StopsEverythingAndIsASuccess()
    {
        await using var running = _quickstart.Start();
        await running.WaitForAsync(Watching);
        _quickstart.Programs().Count.ShouldBe(2);
        var (exitCode, nodes) = await _quickstart.RunAsync("nodes", "--output", "json");
        exitCode.ShouldBe(0, nodes);
        JsonDocument.Parse(nodes).RootElement.GetArrayLength().ShouldBe(1);

        Signals.Send(running.Id, Signals.Interrupt);
        await running.ExitedAsync();

        running.ExitCode.ShouldBe(0, running.Output);
        _quickstart.Programs().ShouldBeEmpty();
        var (after, message) = await _quickstart.RunAsync("nodes");
        after.ShouldBe(3);
        message.ShouldContain("Nothing listens");
    }

    [Theory]
    [InlineData(Signals.Interrupt, 130)]
    [InlineData(Signals.Terminate, 143)]
    public async Task Signal_BeforeTheVerdict_StopsEverythingWithTheSignalsCode(int signal, int exitCode)
    {
        await using var running = _quickstart.Start();
        await running.WaitForAsync(_quickstart.DataDirectory);

        Signals.Send(running.Id, signal);
        await running.ExitedAsync();

        running.ExitCode.ShouldBe(exitCode, running.Output);
        _quickstart.Programs().ShouldBeEmpty();
    }

    [Fact]
    public async Task Killed_WithoutAnyChanceToTidy_CoordinatorAndAgentEndAndTheNextRunWorks()
    {
        await using (var running = _quickstart.Start())
        {
            await running.WaitForAsync(Watching);
            _quickstart.Programs().Count.ShouldBe(2);
            Signals.Send(running.Id, Signals.Kill9);
            await running.ExitedAsync();
        }

        var (exitCode, report, output) = await _quickstart.JudgeAsync();

        exitCode.ShouldBeLessThanOrEqualTo(1, output);
        report.GetProperty("nodes").GetArrayLength().ShouldBe(1);
        await _quickstart.NothingLeftAsync();
    }

    [Fact]
    public async Task Start_WhileAnotherRunsOnTheSameData_IsRefusedAndDisturbsNothing()
    {
        await using var running = _quickstart.Start();
        await running.WaitForAsync(Watching);

        await using var second = _quickstart.Start("--exit");
        await second.ExitedAsync();

        second.ExitCode.ShouldBe(4, second.Output);
        await second.WaitForAsync("Another quickstart runs");
        running.HasExited.ShouldBeFalse();
        (await _quickstart.RunAsync("version")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task CoordinatorDies_WhileWatching_IsToldAndTheAgentIsStopped()
    {
        await using var running = _quickstart.Start();
        await running.WaitForAsync(Watching);

        Signals.Send(_quickstart.Programs().Single(program => program.CommandLine.Contains("acpfleet-coordinator", StringComparison.Ordinal)).Id, Signals.Kill9);
        await running.ExitedAsync();

        running.ExitCode.ShouldBe(4, running.Output);
        await running.WaitForAsync("The coordinator has ended");
        _quickstart.Programs().ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_CoordinatorCannotStart_ShowsItsLastWords()
    {
        await _quickstart.JudgeAsync();
        await File.WriteAllTextAsync(Path.Combine(_quickstart.DataDirectory, "coordinator", "ca", "ca.crt"), "no certificate");

        await using var running = _quickstart.Start("--exit");
        await running.ExitedAsync();

        running.ExitCode.ShouldBe(4, running.Output);
        await running.WaitForAsync("The coordinator did not start");
        await running.WaitForAsync("ca.crt");
        _quickstart.Programs().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Exit_WithoutRoot_GivesAVerdictAndSaysSo()
    {
        RequiredPart.Need(Environment.IsPrivilegedProcess, "root, to give up its rights: run the tests as root");
        var setpriv = RequiredPart.NeedProgram("setpriv", "apt-get install util-linux");
        using var quickstart = new QuickstartProcess { Prefix = [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", "--"] };
        quickstart.OpenHome();
        var readable = await TestProcess.RunAsync(null, quickstart.Prefix.ToList(), ["test", "-r", Repository.Cli[^1]]);
        RequiredPart.Need(readable.ExitCode == 0, "a checkout that other users may read");

        var (exitCode, report, output) = await quickstart.JudgeAsync();

        exitCode.ShouldBe(report.GetProperty("ready").GetBoolean() ? 0 : 1, output);
        report.GetProperty("privileged").GetBoolean().ShouldBeFalse();
        quickstart.Programs().ShouldBeEmpty();
    }
}
