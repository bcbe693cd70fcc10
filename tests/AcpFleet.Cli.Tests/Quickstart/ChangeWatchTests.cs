using System.Text.Json;
using AcpFleet.Checks.Model;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Quickstart;
using AcpFleet.Cli.Terminal;
using AcpFleet.Protocol.Api;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Rest;

namespace AcpFleet.Cli.Tests.Quickstart;

public sealed class ChangeWatchTests
{
    private static readonly FindingView Swap = Samples.Findings[0];

    [Fact]
    public async Task Run_OutcomeChanges_TellsItOnceAndTheNewVerdict()
    {
        var mended = Swap with { Outcome = "pass", Problem = null, Actual = new TextView("no swap", "没有交换分区") };
        var text = await WatchAsync([Swap], ready: true, [Swap], [mended], [mended], [mended]);
        text.Split("memory.swap-disabled").Length.ShouldBe(2);
        text.ShouldContain("fail → pass");
        text.ShouldContain("no swap");
        text.ShouldContain("READY");
    }

    [Fact]
    public async Task Run_EvidenceOfAPassChanges_IsNoNews()
    {
        var pass = Swap with { Outcome = "pass" };
        (await WatchAsync([pass], ready: false, [pass with { Actual = new TextView("offset 1 ms", "") }], [pass])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_EvidenceOfAFailureChanges_IsNews()
    {
        var text = await WatchAsync([Swap], ready: false, [Swap with { Actual = new TextView("/dev/sdb1 is active", "") }]);
        text.ShouldContain("/dev/sdb1 is active");
    }

    [Fact]
    public async Task Run_NewFindingWithHostileText_IsShownSafely()
    {
        var text = await WatchAsync([], ready: false, [Swap with { Check = "a\u001b[2Jb", Actual = new TextView("x\ny", "") }]);
        text.ShouldContain("a\\x1B[2Jb");
        text.ShouldContain("x\\ny");
    }

    /// <summary>Lets the watch look once for each of the answers, and gives what it wrote.</summary>
    private static async Task<string> WatchAsync(IReadOnlyList<FindingView> known, bool ready, params IReadOnlyList<FindingView>[] answers)
    {
        await using var fake = await FakeCoordinator.StartAsync();
        var looks = 0;
        using var stop = new CancellationTokenSource();
        fake.On("GET /api/v1/readiness", Samples.Readiness with { Ready = ready }, ApiJson.Default.ReadinessView);
        fake.On("GET /api/v1/findings", context =>
        {
            context.Response.ContentType = "application/json";
            return JsonSerializer.SerializeAsync(context.Response.Body, answers[Math.Min(looks++, answers.Length - 1)], ApiJson.Default.IReadOnlyListFindingView);
        });
        using var client = new CoordinatorClient(new ConnectionSettings { Server = new Uri(fake.Server + "/"), TokenFile = fake.TokenFile, CaFile = fake.CaFile, Timeout = TimeSpan.FromSeconds(30) });
        var time = new ManualTime();
        using var writer = new StringWriter();
        var watch = new ChangeWatch(new Screen(writer, StreamTraits.NotATerminal, _ => null, Language.English), client, time).RunAsync(known, ready: false, stop.Token);
        for (var look = 0; look <= answers.Length; look++)
        {
            // The next pause begins only after the look before it is done and written.
            SpinWait.SpinUntil(() => time.TimerCount > 0 || watch.IsCompleted, TimeSpan.FromSeconds(30)).ShouldBeTrue();
            if (look == answers.Length)
                await stop.CancelAsync();
            else
                time.Advance(TimeSpan.FromSeconds(1));
        }

        await Should.ThrowAsync<OperationCanceledException>(() => watch);
        looks.ShouldBe(answers.Length);
        return writer.ToString();
    }
}
