using AcpFleet.Coordinator.Fleet;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Google.Protobuf.WellKnownTypes;

namespace AcpFleet.Coordinator.Tests.Fleet;

public sealed class ClockExchangeTests
{
    private readonly ManualTime _time = new();
    private readonly ClockExchange _exchange;

    public ClockExchangeTests() => _exchange = new ClockExchange(_time);

    [Fact]
    public async Task MeasureAsync_EightAnswers_TheQuickestWins()
    {
        int[] delays = [40, 10, 90, 4, 40, 8, 100, 30];
        var sample = 0;

        var measured = await _exchange.MeasureAsync(request => Answer(request, TimeSpan.FromMilliseconds(delays[sample++]), TimeSpan.FromSeconds(-3)), default);

        measured.ShouldNotBeNull();
        (measured.Samples, measured.Uncertainty).ShouldBe((8, TimeSpan.FromMilliseconds(2)));
        (measured.Offset - TimeSpan.FromSeconds(-3)).Duration().ShouldBeLessThanOrEqualTo(measured.Uncertainty);
    }

    [Fact]
    public async Task MeasureAsync_WallClockStepsInBetween_TheRoundTripIsStillRight()
    {
        var measured = await _exchange.MeasureAsync(
            request =>
            {
                _exchange.Sent(request.Id);
                var now = Timestamp.FromDateTimeOffset(_time.GetUtcNow());
                _time.Advance(TimeSpan.FromMilliseconds(10));
                _time.StepWallClock(TimeSpan.FromHours(1));
                _exchange.Answered(new TimeReply { Id = request.Id, ReceivedAt = now, TransmittedAt = now }, _time.GetTimestamp());
                return ValueTask.CompletedTask;
            },
            default);

        measured!.Uncertainty.ShouldBe(TimeSpan.FromMilliseconds(5));
    }

    [Theory]
    [InlineData(long.MaxValue, 0)]
    [InlineData(0, -1)]
    [InlineData(long.MinValue, 1_000_000_000)]
    public async Task MeasureAsync_AnswersOutOfRange_MeasureNothing(long seconds, int nanos)
    {
        var measured = await _exchange.MeasureAsync(
            request =>
            {
                _exchange.Sent(request.Id);
                var wrong = new Timestamp { Seconds = seconds, Nanos = nanos };
                _exchange.Answered(new TimeReply { Id = request.Id, ReceivedAt = wrong, TransmittedAt = wrong }, _time.GetTimestamp());
                return ValueTask.CompletedTask;
            },
            default);

        measured.ShouldBeNull();
    }

    [Fact]
    public async Task MeasureAsync_NodeThatClaimsToHaveTakenLongerThanTheRoundTrip_IsNotBelieved()
    {
        var measured = await _exchange.MeasureAsync(
            request =>
            {
                _exchange.Sent(request.Id);
                var received = _time.GetUtcNow();
                _time.Advance(TimeSpan.FromMilliseconds(10));
                _exchange.Answered(new TimeReply { Id = request.Id, ReceivedAt = Timestamp.FromDateTimeOffset(received), TransmittedAt = Timestamp.FromDateTimeOffset(received.AddSeconds(1)) }, _time.GetTimestamp());
                return ValueTask.CompletedTask;
            },
            default);

        measured.ShouldBeNull();
    }

    [Fact]
    public async Task MeasureAsync_NoAnswer_GivesUpWithWhatItHas()
    {
        var answered = false;
        var measuring = _exchange.MeasureAsync(
            request =>
            {
                if (answered)
                    return ValueTask.CompletedTask;
                answered = true;
                return Answer(request, TimeSpan.FromMilliseconds(10), TimeSpan.Zero);
            },
            default);

        _time.Advance(TimeSpan.FromSeconds(10));

        (await measuring)!.Samples.ShouldBe(1);
    }

    /// <summary>A node whose answer takes as long each way.</summary>
    private ValueTask Answer(TimeRequest request, TimeSpan roundTrip, TimeSpan offset)
    {
        _exchange.Sent(request.Id);
        _time.Advance(roundTrip / 2);
        var now = Timestamp.FromDateTimeOffset(_time.GetUtcNow() + offset);
        _time.Advance(roundTrip / 2);
        _exchange.Answered(new TimeReply { Id = request.Id, ReceivedAt = now, TransmittedAt = now }, _time.GetTimestamp());
        return ValueTask.CompletedTask;
    }
}
