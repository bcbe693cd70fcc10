using AcpFleet.Agent.Logging;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Tests.Logging;

public sealed class LineLoggerTests
{
    private readonly StringWriter _output = new();

    [Theory]
    [InlineData(LogLevel.Debug, "<7>")]
    [InlineData(LogLevel.Information, "<6>")]
    [InlineData(LogLevel.Warning, "<4>")]
    [InlineData(LogLevel.Error, "<3>")]
    [InlineData(LogLevel.Critical, "<2>")]
    public void Log_ForTheJournal_BeginsWithTheSyslogPriority(LogLevel level, string priority)
    {
        Logger(LogLevel.Trace, clock: null).Log(level, new EventId(7), "said", null, (state, _) => state);

        _output.ToString().ShouldBe($"{priority}part[7] said{Environment.NewLine}");
    }

    [Fact]
    public void Log_WithAClock_BeginsWithItsTimeInUtc()
    {
        Logger(LogLevel.Trace, new FixedClock()).Log(LogLevel.Warning, new EventId(7), "said", null, (state, _) => state);

        _output.ToString().ShouldBe($"2026-03-04T05:06:07.089Z warn: part[7] said{Environment.NewLine}");
    }

    [Fact]
    public void Log_WithAnExceptionOfSeveralLines_WritesOneLine()
    {
        Logger(LogLevel.Trace, clock: null).Log(LogLevel.Error, new EventId(7), "said\nmore", new InvalidOperationException("why\r\nelse"), (state, _) => state);

        var line = _output.ToString();
        line.ShouldBe($"<3>part[7] said more System.InvalidOperationException: why else{Environment.NewLine}");
    }

    [Theory]
    [InlineData(LogLevel.Information)]
    [InlineData(LogLevel.None)]
    public void Log_BelowTheMinimumOrNone_WritesNothing(LogLevel level)
    {
        Logger(LogLevel.Warning, clock: null).Log(level, default, "said", null, (state, _) => state);

        _output.ToString().ShouldBeEmpty();
    }

    private ILogger Logger(LogLevel minimum, TimeProvider? clock) => new LineLoggerFactory(_output, minimum, clock).CreateLogger("part");

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);
    }
}
