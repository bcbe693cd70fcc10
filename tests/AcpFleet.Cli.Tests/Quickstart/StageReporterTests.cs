using AcpFleet.Checks.Model;
using AcpFleet.Cli.Quickstart;
using AcpFleet.Cli.Terminal;
using AcpFleet.TestKit;

namespace AcpFleet.Cli.Tests.Quickstart;

public sealed class StageReporterTests
{
    private static readonly StageName Name = new(new("Starting the coordinator", "正在启动协调器"), new("Coordinator started", "协调器已启动"));

    [Fact]
    public async Task Run_ShortStage_IsOneLineWithItsDuration()
    {
        var (reporter, writer) = Create(new ManualTime(), StreamTraits.NotATerminal);
        (await reporter.RunAsync("coordinator", Name, _ => Task.FromResult((5, "at \u001b[2J home")))).ShouldBe(5);
        writer.ToString().ShouldBe($"  ✓ {"Coordinator started",-34}    0.0 s  at \\x1B[2J home\n");
        reporter.Timings.ShouldHaveSingleItem().Stage.ShouldBe("coordinator");
    }

    [Fact]
    public async Task Run_LongStageOnAPipe_SaysThatItLasts()
    {
        var time = new ManualTime();
        var (reporter, writer) = Create(time, StreamTraits.NotATerminal);
        var done = new TaskCompletionSource<(bool, string)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stage = reporter.RunAsync("scan", Name, detail =>
        {
            detail.Report("cp-1: collecting");
            return done.Task;
        });
        for (var turn = 0; turn < 30; turn++)
        {
            SpinWait.SpinUntil(() => time.TimerCount > 0, TimeSpan.FromSeconds(30)).ShouldBeTrue();
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        done.SetResult((true, ""));
        await stage;
        var lines = writer.ToString().TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain("Starting the coordinator");
        lines[0].ShouldContain("cp-1: collecting");
        lines[1].ShouldStartWith("  ✓");
    }

    [Fact]
    public async Task Run_StageThatFails_IsMarkedAndThrown()
    {
        var (reporter, writer) = Create(new ManualTime(), StreamTraits.NotATerminal);
        await Should.ThrowAsync<CliFault>(() => reporter.RunAsync<bool>("scan", Name, _ => throw new CliFault(4, "broken")));
        writer.ToString().ShouldStartWith("  ✗ Starting the coordinator");
    }

    private static (StageReporter Reporter, StringWriter Writer) Create(TimeProvider time, StreamTraits traits)
    {
        var writer = new StringWriter();
        return (new StageReporter(new Screen(writer, traits, _ => null, Language.English), time), writer);
    }
}
