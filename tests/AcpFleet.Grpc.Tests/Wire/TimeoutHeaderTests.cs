using FsCheck;
using FsCheck.Fluent;
using Grpc.Wire;

namespace AcpFleet.Grpc.Tests.Wire;

public sealed class TimeoutHeaderTests
{
    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("3S", 3_000)]
    [InlineData("00000400m", 400)]
    [InlineData("5000u", 5)]
    [InlineData("99999999n", 100)]
    [InlineData("0S", 0)]
    public void TryDecode_OfEveryUnit_GivesTheTime(string text, int milliseconds)
    {
        TimeoutHeader.TryDecode(text, out var timeout).ShouldBeTrue();

        Math.Round(timeout.TotalMilliseconds).ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("1s")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData("1.5S")]
    [InlineData(" 1S")]
    [InlineData("123456789m")]
    [InlineData("1SS")]
    [InlineData("१S")]
    public void TryDecode_OfWhatTheProtocolDoesNotAllow_Refuses(string text) =>
        TimeoutHeader.TryDecode(text, out _).ShouldBeFalse();

    [Fact]
    public void TryDecode_OfTheLongestTime_DoesNotOverflow()
    {
        TimeoutHeader.TryDecode("99999999H", out var timeout).ShouldBeTrue();

        timeout.ShouldBe(TimeSpan.FromHours(99_999_999));
    }

    [Fact]
    public void Encode_OfAnyTime_IsReadBackAsTheSameOrALittleMore() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt>(), Gen.Choose(0, 40).ToArbitrary(), (count, shift) =>
        {
            var time = TimeSpan.FromTicks(Math.Min((long)count.Get << Math.Min(shift, 31), TimeSpan.MaxValue.Ticks / 2));
            var text = TimeoutHeader.Encode(time);
            text.Length.ShouldBeLessThanOrEqualTo(9);
            TimeoutHeader.TryDecode(text, out var back).ShouldBeTrue(text);
            back.ShouldBeGreaterThanOrEqualTo(time);
            (back - time).ShouldBeLessThan(TimeSpan.FromTicks(1 + (time.Ticks / 1000)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_OfATimeThatHasPassed_IsTheSmallestTime() => TimeoutHeader.Encode(TimeSpan.FromSeconds(-1)).ShouldBe("100n");
}
