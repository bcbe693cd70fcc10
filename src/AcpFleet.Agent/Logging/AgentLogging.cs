using AcpFleet.Daemon;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Logging;

/// <summary>Logs go to standard error: with syslog priorities for the journal, with times for a terminal or a file.</summary>
internal static class AgentLogging
{
    public static ILoggerFactory Create(LogLevel minimum) => new LineLoggerFactory(
        Console.Error,
        minimum,
        JournalStream.IsStandardError() ? null : TimeProvider.System);
}
