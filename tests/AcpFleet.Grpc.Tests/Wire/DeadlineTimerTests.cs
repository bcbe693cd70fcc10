using AcpFleet.TestKit;
using Grpc.Wire;

namespace AcpFleet.Grpc.Tests.Wire;

public sealed class DeadlineTimerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(86_400)]
    [InlineData(100 * 86_400)] // longer than a timer alone can wait
    public void Due_AfterItsTime_IsCalledOnceAndNotBefore(int seconds)
    {
        var time = new ManualTime();
        var calls = 0;
        using var timer = new DeadlineTimer(time, TimeSpan.FromSeconds(seconds), () => calls++);

        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        calls.ShouldBe(0);
        time.Advance(TimeSpan.FromMilliseconds(1));
        calls.ShouldBe(1);
        time.Advance(TimeSpan.FromDays(2));
        calls.ShouldBe(1);
    }

    [Fact]
    public void Dispose_BeforeItsTime_CallsNothing()
    {
        var time = new ManualTime();
        var calls = 0;
        new DeadlineTimer(time, TimeSpan.FromSeconds(1), () => calls++).Dispose();

        time.Advance(TimeSpan.FromSeconds(2));

        calls.ShouldBe(0);
    }

    [Fact]
    public void StepOfTheWallClock_ChangesNothing()
    {
        var time = new ManualTime();
        var calls = 0;
        using var timer = new DeadlineTimer(time, TimeSpan.FromSeconds(10), () => calls++);

        time.StepWallClock(TimeSpan.FromHours(1));
        time.Advance(TimeSpan.FromSeconds(9));
        calls.ShouldBe(0);
        time.Advance(TimeSpan.FromSeconds(1));
        calls.ShouldBe(1);
    }
}
