using AcpFleet.Agent.Session;

namespace AcpFleet.Agent.Tests.Session;

public sealed class BackoffTests
{
    [Fact]
    public void Next_WithTheLargestRandom_GrowsByTheFactorToTheMaximum()
    {
        var backoff = new Backoff(() => 1.0);

        var waits = Enumerable.Range(0, 14).Select(_ => backoff.Next().TotalSeconds).ToArray();

        waits[0].ShouldBe(1.0);
        waits[1].ShouldBe(1.6, 1e-9);
        waits[2].ShouldBe(2.56, 1e-9);
        waits[13].ShouldBe(120.0);
        waits.ShouldBeInOrder();
    }

    [Fact]
    public void Next_IsSpreadFromZero()
    {
        var random = new Queue<double>([0.0, 0.5]);
        var backoff = new Backoff(random.Dequeue);

        backoff.Next().ShouldBe(TimeSpan.Zero);
        backoff.Next().TotalSeconds.ShouldBe(0.8, 1e-9);
    }

    [Fact]
    public void Reset_StartsAnew()
    {
        var backoff = new Backoff(() => 1.0);
        for (var i = 0; i < 5; i++)
            backoff.Next();

        backoff.Reset();

        backoff.Next().TotalSeconds.ShouldBe(1.0);
    }
}
