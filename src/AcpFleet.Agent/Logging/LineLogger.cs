using System.Globalization;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Logging;

/// <summary><c>TIME LEVEL: CATEGORY[EVENT] MESSAGE EXCEPTION</c>, or for the journal <c>&lt;PRIORITY&gt;CATEGORY[EVENT] MESSAGE EXCEPTION</c>.</summary>
internal sealed class LineLogger(TextWriter output, LogLevel minimum, TimeProvider? clock, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var head = clock is null
            ? $"<{Priority(logLevel)}>"
            : $"{clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {Word(logLevel)}: ";
        var text = $"{category}[{eventId.Id}] {formatter(state, exception)}";
        if (exception is not null)
            text = $"{text} {exception}";
        try
        {
            output.WriteLine(head + text.ReplaceLineEndings(" "));
        }
        catch (IOException)
        {
            // Nobody reads standard error any more: the agent's work does not depend on it.
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    /// <summary>Severities of syslog (sd-daemon(3)).</summary>
    private static int Priority(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => 7,
        LogLevel.Information => 6,
        LogLevel.Warning => 4,
        LogLevel.Error => 3,
        _ => 2,
    };
}
