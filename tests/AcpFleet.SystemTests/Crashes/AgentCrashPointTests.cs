using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using Xunit.Abstractions;

namespace AcpFleet.SystemTests.Crashes;

/// <summary>The agent is killed at each call that makes something durable, once per call, then started again.</summary>
public sealed class AgentCrashPointTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Kill9_AtEachDurableCallOfEnrolment_TheSameTokenStillGivesOneIdentity()
    {
        CompiledPart.NeedCompiler();
        IReadOnlyList<CrashPoint> points;
        await using (var stage = new CrashStage())
        {
            await stage.StartCoordinatorAsync();
            var (code, log) = await stage.NewAgent().TryEnrolAsync(await stage.TokenAsync(), CrashPoint.Recorder(stage.Recording));
            code.ShouldBe(0, log);
            points = CrashPoint.Recorded(stage.Recording);
        }

        points.Count.ShouldBeGreaterThan(5);
        var tried = CrashRuns.Spread(points, CrashRuns.Count(usual: 12)).ToList();
        await using var shared = new CrashStage();
        await shared.StartCoordinatorAsync();
        foreach (var point in tried)
        {
            await using var stage = new CrashStage();
            stage.Borrow(shared.Coordinator);
            var nodes = (await shared.Coordinator.NodesAsync()).Count;
            var token = await shared.Coordinator.TokenAsync();
            var (killed, _) = await stage.NewAgent().TryEnrolAsync(token, point.Prefix);
            killed.ShouldNotBe(0, $"{point}: the agent was not killed");
            if (!stage.IsEnrolled)
            {
                var (code, log) = await stage.Agent.TryEnrolAsync(token);
                code.ShouldBe(0, $"{point}: {log}");
            }

            stage.IsEnrolled.ShouldBeTrue();
            (await shared.Coordinator.NodesAsync()).Count.ShouldBe(nodes + 1, $"{point}: one token use, one node");
        }

        Print($"kill -9 of the agent at each durable call of its enrolment ({points.Count} points): N = {tried.Count}: 1 identity each, 0 tokens spent twice");
    }

    [SkippableFact]
    public async Task Kill9_AtEachDurableCallOfTheFirstReports_NothingIsLostOrTwice()
    {
        CompiledPart.NeedCompiler();
        IReadOnlyList<CrashPoint> points;
        await using (var stage = new CrashStage())
        {
            await stage.StartCoordinatorAsync();
            await stage.NewAgent().EnrolAsync();
            stage.Agent.Start(CrashPoint.Recorder(stage.Recording));
            await stage.Agent.Process.WaitForAsync("is acknowledged");
            points = CrashPoint.Recorded(stage.Recording);
        }

        points.Count.ShouldBeGreaterThan(3);
        var tried = CrashRuns.Spread(points, CrashRuns.Count(usual: 8)).ToList();
        foreach (var point in tried)
        {
            await using var stage = new CrashStage();
            await stage.StartCoordinatorAsync();
            await stage.NewAgent().EnrolAsync();
            stage.Agent.Start(point.Prefix);
            await Eventually.GetAsync(
                async () =>
                {
                    await stage.Coordinator.ScanAsync();
                    return stage.Agent.Process.HasExited;
                },
                exited => exited,
                _ => $"the agent never came to {point}");
            await stage.Agent.DisposeAsync();
            stage.Agent.Start();
            await stage.SettleAsync(swapOn: false);
            await stage.VerifyAsync(changes: 0);
        }

        Print($"kill -9 of the agent at each durable call of its first reports ({points.Count} points): N = {tried.Count}: 0 findings lost, 0 reported twice");
    }

    private void Print(string line)
    {
        output.WriteLine(line);
        PrintedFigures.Add(line);
    }
}
