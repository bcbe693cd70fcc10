using AcpFleet.TestKit;
using Xunit.Abstractions;

namespace AcpFleet.SystemTests.Crashes;

/// <summary>kill -9 at random moments while the node changes: both come back by themselves.</summary>
public sealed class RandomKillTests(ITestOutputHelper output)
{
    private const int Seed = 20261122;

    [Fact]
    public async Task Kill9_AtRandom_LosesNothingAndReportsNothingTwice()
    {
        var runs = CrashRuns.Count(usual: 12);
        var random = new Random(Seed);
        await using var stage = new CrashStage();
        await stage.StartCoordinatorAsync();
        await stage.NewAgent().EnrolAsync();
        stage.Agent.Start();
        await stage.SettleAsync(swapOn: false);
        var killed = new Dictionary<string, int> { ["coordinator"] = 0, ["agent"] = 0, ["both"] = 0 };
        for (var run = 1; run <= runs; run++)
        {
            var on = run % 2 == 1;
            stage.SetSwap(on);
            // The scan is under way, or not yet, or over, when the kill comes.
            var scan = stage.Coordinator.ScanAsync();
            await Task.Delay(random.Next(0, 60));
            var whom = (run % 3) switch { 0 => "both", 1 => "coordinator", _ => "agent" };
            killed[whom]++;
            if (whom != "agent")
                await stage.Coordinator.Process.KillAsync();
            if (whom != "coordinator")
                await stage.Agent.Process.KillAsync();
            await scan.ContinueWith(_ => { }, TaskScheduler.Default);
            if (whom != "agent")
                await stage.Coordinator.StartAsync();
            if (whom != "coordinator")
            {
                await stage.Agent.DisposeAsync();
                stage.Agent.Start();
            }

            await stage.SettleAsync(on);
        }

        await stage.VerifyAsync(changes: runs);
        var line = $"kill -9 at random: N = {runs} ({string.Join(", ", killed.Select(entry => $"{entry.Key} {entry.Value}"))}), seed {Seed}: 0 findings lost, 0 reported twice, {runs} of {runs} changes in the history once";
        output.WriteLine(line);
        PrintedFigures.Add(line);
    }
}
