using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Logging;

/// <summary>
/// Loggers that write one line per message. The console logger of Microsoft.Extensions would bring dependency injection,
/// options and configuration into the agent.
/// </summary>
/// <param name="output">Where lines go; its writes are one at a time, as those of Console.Error are.</param>
/// <param name="minimum">Lesser messages are dropped.</param>
/// <param name="clock">For the times of lines; null for the journal, which has its own: lines begin with a syslog priority then.</param>
internal sealed class LineLoggerFactory(TextWriter output, LogLevel minimum, TimeProvider? clock) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(output, minimum, clock, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The agent's log has one place, its standard error.");

    public void Dispose()
    {
        // The output is the caller's.
    }
}
