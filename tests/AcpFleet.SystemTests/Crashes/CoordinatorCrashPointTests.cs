using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using Xunit.Abstractions;

namespace AcpFleet.SystemTests.Crashes;

/// <summary>
/// The coordinator is killed at calls that make something durable: its first start, the making of a token, an enrolment,
/// the first reports, a change. Then it starts again on the same directory and the work goes on.
/// </summary>
public sealed class CoordinatorCrashPointTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Kill9_AtDurableCallsFromFirstStartToAChange_NothingIsLostOrTwice()
    {
        CompiledPart.NeedCompiler();
        IReadOnlyList<CrashPoint> points;
        await using (var stage = new CrashStage())
        {
            await PlayAsync(stage, CrashPoint.Recorder(stage.Recording));
            points = CrashPoint.Recorded(stage.Recording);
        }

        points.Count.ShouldBeGreaterThan(20);
        var tried = CrashRuns.Spread(points, CrashRuns.Count(usual: 14)).ToList();
        foreach (var point in tried)
        {
            await using var stage = new CrashStage();
            output.WriteLine(point.ToString());
            (await PlayAsync(stage, point.Prefix)).ShouldBe(1, $"{point}: the coordinator was not killed");
        }

        var line = $"kill -9 of the coordinator at durable calls from its first start to a change ({points.Count} points): N = {tried.Count}: it started again each time, 1 identity, 0 findings lost, 0 reported twice";
        output.WriteLine(line);
        PrintedFigures.Add(line);
    }

    /// <summary>The whole story; wherever the coordinator dies, it is started again without the prefix and the step is repeated.</summary>
    /// <returns>How often it died.</returns>
    private static async Task<int> PlayAsync(CrashStage stage, string[] prefix)
    {
        var coordinator = new Lazarus(stage, prefix);
        await coordinator.RaiseAsync();
        var token = await coordinator.DoAsync(stage.TokenAsync);
        await coordinator.DoAsync(async () =>
        {
            if (!stage.IsEnrolled)
                await stage.NewAgent().EnrolAsync(token);
            return true;
        });
        stage.NewAgent().Start();
        await coordinator.DoAsync(async () =>
        {
            await stage.SettleAsync(swapOn: false);
            return true;
        });
        stage.SetSwap(on: true);
        await coordinator.DoAsync(async () =>
        {
            await stage.SettleAsync(swapOn: true);
            return true;
        });
        await coordinator.DoAsync(async () =>
        {
            await stage.VerifyAsync(changes: 1);
            return true;
        });
        return coordinator.Deaths;
    }

    /// <summary>Starts the coordinator again after it was killed.</summary>
    private sealed class Lazarus(CrashStage stage, string[] prefix)
    {
        public int Deaths { get; private set; }

        public async Task RaiseAsync()
        {
            var coordinator = TestCoordinator.Prepare(stage.CoordinatorData, prefix);
            stage.Own(coordinator);
            try
            {
                await coordinator.StartAsync();
            }
            catch (InvalidOperationException) when (coordinator.Process.HasExited)
            {
                await AgainAsync();
            }
        }

        public async Task<T> DoAsync<T>(Func<Task<T>> step)
        {
            while (true)
            {
                try
                {
                    return await step();
                }
                catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or TaskCanceledException or TimeoutException)
                {
                    if (!await stage.Coordinator.Process.ExitsAsync(TimeSpan.FromSeconds(5)))
                        throw;
                    await AgainAsync();
                }
            }
        }

        private async Task AgainAsync()
        {
            Deaths++;
            await stage.Coordinator.Process.DisposeAsync();
            stage.Coordinator.DropPrefix();
            await stage.Coordinator.StartAsync();
        }
    }
}
