using System.Net;
using AcpFleet.Coordinator.Access;
using AcpFleet.TestKit;

namespace AcpFleet.Coordinator.Tests.Access;

public sealed class AttemptThrottleTests
{
    private readonly ManualTime _time = new();
    private readonly AttemptThrottle _throttle;

    public AttemptThrottleTests() => _throttle = new AttemptThrottle(2, _time);

    [Fact]
    public void MayTry_AfterTooManyFailures_WaitsForTheMinute()
    {
        var peer = IPAddress.Parse("192.0.2.1");
        _throttle.CountFailure(peer);
        _throttle.MayTry(peer).ShouldBeTrue();
        _throttle.CountFailure(peer);
        _throttle.MayTry(peer).ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(59));
        _throttle.MayTry(peer).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        _throttle.MayTry(peer).ShouldBeTrue();
        _throttle.CountFailure(peer).ShouldBe(1);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void MayTry_OtherAddress_CountsAsTheSamePeerOrNot(string failing, string other, bool same)
    {
        _throttle.CountFailure(IPAddress.Parse(failing));
        _throttle.CountFailure(IPAddress.Parse(failing));

        _throttle.MayTry(IPAddress.Parse(other)).ShouldBe(!same);
    }

    [Fact]
    public void CountFailure_MorePeersThanTheTableHolds_ForgetsTheOldest()
    {
        var first = IPAddress.Parse("10.0.0.1");
        _throttle.CountFailure(first);
        _throttle.CountFailure(first);
        for (var i = 0; i < 4096; i++)
            _throttle.CountFailure(new IPAddress([10, 1, (byte)(i / 256), (byte)(i % 256)]));

        _throttle.MayTry(first).ShouldBeTrue();
    }
}
