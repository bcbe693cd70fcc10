using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.Daemon.Tests;

public sealed class ServiceWatchdogTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Signs_WhileThereIsProgress_ComeThreeTimesInAnInterval()
    {
        using var receiver = NotifyReceiver.AtPath();
        await using var watchdog = ServiceWatchdog.Start(receiver.Notifier("3000000"), _ => ValueTask.FromResult(true), _time);
        for (var sign = 0; sign < 4; sign++)
        {
            (await receiver.ReceiveAsync()).ShouldBe("WATCHDOG=1");
            await _time.TimersAsync(1);
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Signs_WithoutProgress_EndAndComeBackWithIt()
    {
        using var receiver = NotifyReceiver.AtPath();
        var sign = new ProgressSign(_time);
        sign.ExpectWithin(TimeSpan.FromSeconds(1.5));
        var asked = 0;
        await using var watchdog = ServiceWatchdog.Start(receiver.Notifier("3000000"), _ => ValueTask.FromResult(Count() && !sign.IsOverdue), _time);
        await StepAsync(2); // asked at 0, 1 and 2 s; late at the last
        (await receiver.ReceiveAsync()).ShouldBe("WATCHDOG=1");
        (await receiver.ReceiveAsync()).ShouldBe("WATCHDOG=1");
        receiver.HasMore.ShouldBeFalse("a loop that is late shows no progress");

        sign.ExpectWithin(TimeSpan.FromHours(1));
        await StepAsync(1);
        (await receiver.ReceiveAsync()).ShouldBe("WATCHDOG=1");

        bool Count()
        {
            Interlocked.Increment(ref asked);
            return true;
        }

        async Task StepAsync(int seconds)
        {
            for (var second = 0; second < seconds; second++)
            {
                var before = Volatile.Read(ref asked);
                await _time.TimersAsync(1);
                _time.Advance(TimeSpan.FromSeconds(1));
                await Eventually.GetAsync(() => Task.FromResult(Volatile.Read(ref asked)), now => now > before, _ => "the watchdog did not ask");
            }
        }
    }

    [Fact]
    public async Task Start_WithoutAWatchdogInSystemd_AsksNothing()
    {
        await using var watchdog = ServiceWatchdog.Start(ServiceNotifier.None, _ => throw new InvalidOperationException("asked"), _time);
        _time.TimerCount.ShouldBe(0);
    }
}
