using AcpFleet.TestKit;

namespace AcpFleet.Daemon.Tests;

public sealed class ProgressSignTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void IsOverdue_BeforeTheFirstPromise_Never()
    {
        _time.Advance(TimeSpan.FromDays(1000));
        new ProgressSign(_time).IsOverdue.ShouldBeFalse();
    }

    [Fact]
    public void IsOverdue_AfterTheTime_UntilTheNextPromise()
    {
        var sign = new ProgressSign(_time);
        sign.ExpectWithin(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10));
        sign.IsOverdue.ShouldBeFalse();
        _time.Advance(TimeSpan.FromTicks(1));
        sign.IsOverdue.ShouldBeTrue();
        sign.ExpectWithin(TimeSpan.FromSeconds(10));
        sign.IsOverdue.ShouldBeFalse();
    }

    [Fact]
    public void IsOverdue_StepOfTheWallClock_MeansNothing()
    {
        var sign = new ProgressSign(_time);
        sign.ExpectWithin(TimeSpan.FromSeconds(10));
        _time.StepWallClock(TimeSpan.FromDays(365));
        sign.IsOverdue.ShouldBeFalse();
    }
}
