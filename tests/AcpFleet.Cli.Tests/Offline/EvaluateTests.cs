using System.Text.Json;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Profiles;
using AcpFleet.Cli.Json;

namespace AcpFleet.Cli.Tests.Offline;

public sealed class EvaluateTests : IDisposable
{
    private readonly CarriedFleetDirectory _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task Evaluate_OneGoodNodeWithoutAPlan_IsReadyAndSaysWhatWasAssumed()
    {
        var result = await new CliRun().RunAsync("evaluate", _fleet.Write("cp-1.facts", "cp-1", "192.0.2.11"));

        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(ExitCode.Success);
        result.Out.ShouldContain("READY");
        result.Out.ShouldContain("no plan: judged as scenario multi-cluster");
    }

    [Fact]
    public async Task Evaluate_StandardInput_IsRead()
    {
        var input = await File.ReadAllTextAsync(_fleet.Write("cp-1.facts", "cp-1", "192.0.2.11"));

        var result = await new CliRun { Input = input }.RunAsync("evaluate", "-", "--output", "json");

        Report(result).Files.Single().File.ShouldBe("<stdin>");
        result.ExitCode.ShouldBe(ExitCode.Success);
    }

    [Fact]
    public async Task Evaluate_NodesAgainstEachOther_JudgesAsTheSameFactsInMemory()
    {
        string[] files = [_fleet.Write("a.facts", "cp-1", "192.0.2.11"), _fleet.Write("b.facts", "cp-1", "192.0.2.12", facts => facts.Memory.SwapTotalBytes = 4096)];

        var report = Report(await new CliRun().RunAsync(["evaluate", .. files, "--output", "json"]));

        var expected = FleetEvaluator.Evaluate(new FleetSnapshot
        {
            Nodes = [.. _fleet.Facts.Select((facts, index) => new NodeSnapshot { Id = $"cp-1 ({files[index]})", Name = "cp-1", Facts = facts })],
            Profile = BuiltInProfiles.Get(BuiltInProfiles.DefaultId),
            At = report.Readiness.EvaluatedAt,
            FromFiles = true,
        });
        report.Findings.Select(finding => $"{finding.Check} {finding.NodeId} {finding.Outcome} {finding.Actual.En}").ShouldBe(
            expected.Findings.Select(finding => $"{finding.CheckId} {finding.Subject.NodeId} {AcpFleet.Checks.Api.CheckWords.Of(finding.Outcome)} {finding.Actual.En}"));
        report.Findings.Single(finding => finding.Check == "fleet.hostname-unique").Outcome.ShouldBe("fail");
    }

    [Fact]
    public async Task Evaluate_TwoNodes_CannotTellTheirClocksAndSaysWhatToDo()
    {
        var result = await new CliRun().RunAsync("evaluate", _fleet.Write("a.facts", "cp-1", "192.0.2.11"), _fleet.Write("b.facts", "cp-2", "192.0.2.12"), "--output", "json");

        var skew = Report(result).Findings.Single(finding => finding.Check == "fleet.clock-skew");
        skew.Outcome.ShouldBe("unknown");
        skew.Problem!.En.ShouldContain("came as files");
        skew.Hint!.En.ShouldContain("waive");
        result.ExitCode.ShouldBe(ExitCode.NotReady);
    }

    [Fact]
    public async Task Evaluate_PlanWithAWaiver_IsReadyWhenEveryNodeIsThere()
    {
        string[] files = [_fleet.Write("a.facts", "host-a", "192.0.2.11"), _fleet.Write("b.facts", "host-b", "192.0.2.12")];
        var plan = _fleet.WritePlan(waiver: true);

        var whole = await new CliRun().RunAsync(["evaluate", "--plan", plan, .. files, "--output", "json"]);
        var part = await new CliRun().RunAsync(["evaluate", "--plan", plan, files[0], "--output", "json"]);

        var report = Report(whole);
        report.Plan.ShouldBe("demo");
        report.Files.Select(file => file.NodeId).ShouldBe(["cp-1", "w-1"], "nodes are called as in the plan");
        report.Findings.Single(finding => finding.Check == "fleet.clock-skew").Outcome.ShouldBe("waived");
        report.Findings.Where(finding => finding.Outcome is "fail" or "unknown").Select(finding => finding.Check).ShouldBeEmpty();
        whole.ExitCode.ShouldBe(ExitCode.Success);
        part.ExitCode.ShouldBe(ExitCode.NotReady);
        Report(part).Readiness.Nodes.Single(node => node.NodeId == "w-1").State.ShouldBe("missing");
    }

    [Fact]
    public async Task Evaluate_ABadPlan_JudgesNothing()
    {
        var plan = _fleet.WritePlan(waiver: false);
        await File.AppendAllTextAsync(plan, "scenaro: x\n");

        var result = await new CliRun().RunAsync("evaluate", "--plan", plan, _fleet.Write("a.facts", "cp-1", "192.0.2.11"));

        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("scenaro");
    }

    [Theory]
    [InlineData(-3 * 24, "3 days ago")]
    [InlineData(2, "in the future")]
    public async Task Evaluate_FactsOfAnotherTime_ArePointedOut(int hours, string remark)
    {
        var file = _fleet.Write("a.facts", "cp-1", "192.0.2.11", writtenAt: TimeProvider.System.GetUtcNow().AddHours(hours));

        (await new CliRun().RunAsync("evaluate", file)).Out.ShouldContain(remark);
    }

    [Fact]
    public async Task Evaluate_InChinese_SpeaksChinese() =>
        (await new CliRun().RunAsync("evaluate", _fleet.Write("a.facts", "cp-1", "192.0.2.11"), "--lang", "zh")).Out.ShouldContain("就绪");

    [Fact]
    public async Task Evaluate_HostileNames_ReachNoTerminal()
    {
        var result = await new CliRun { TerminalWidth = 100 }.With("NO_COLOR", "1").RunAsync("evaluate", _fleet.Write("a.facts", "cp\u001b[2J\u202e-1", "192.0.2.11"));

        result.Out.ShouldNotContain("\u001b[2J");
        result.Out.ShouldNotContain('\u202e');
        result.Out.ShouldContain("\\x1B[2J");
    }

    [Fact]
    public void Plan_OfTheseTests_IsValid() =>
        FleetPlanReader.Read(File.ReadAllText(_fleet.WritePlan(waiver: true)), "fleet.yaml").Errors.ShouldBeEmpty();

    private static EvaluationReport Report(CliResult result) => JsonSerializer.Deserialize(result.Out, CliJson.Default.EvaluationReport)!;
}
