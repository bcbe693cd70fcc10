using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Logging;

/// <summary>Logs go to standard error: with syslog priorities for the journal, with times for a terminal or a file.</summary>
internal static class AgentLogging
{
    // JOURNAL_STREAM is set by systemd where standard error is the journal (systemd.exec(5)).
    public static ILoggerFactory Create(LogLevel minimum) => new LineLoggerFactory(
        Console.Error,
        minimum,
        Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 } ? null : TimeProvider.System);
}
