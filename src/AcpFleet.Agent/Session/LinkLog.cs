using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Session;

internal static partial class LinkLog
{
    [LoggerMessage(EventId = 300, Level = LogLevel.Information, Message = "Connected to {Coordinator} as {Agent} ({CoordinatorVersion}, protocol {Major}.{Minor}); it asks for {Wanted} sections, {Spooled} reports wait")]
    public static partial void Connected(ILogger logger, string coordinator, string agent, string coordinatorVersion, uint major, uint minor, int wanted, int spooled);

    [LoggerMessage(EventId = 301, Level = LogLevel.Warning, Message = "No link to {Coordinator}: {Reason}. Next try in {Seconds:F1} s")]
    public static partial void Lost(ILogger logger, string coordinator, string reason, double seconds);

    [LoggerMessage(EventId = 302, Level = LogLevel.Debug, Message = "Report {Sequence} is acknowledged")]
    public static partial void Acknowledged(ILogger logger, ulong sequence);

    [LoggerMessage(EventId = 303, Level = LogLevel.Information, Message = "Scan {ScanId} is done: {Changed} sections changed")]
    public static partial void ScanDone(ILogger logger, string scanId, int changed);

    [LoggerMessage(EventId = 304, Level = LogLevel.Error, Message = "A scan failed")]
    public static partial void ScanFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 305, Level = LogLevel.Information, Message = "First report acknowledged {Milliseconds:F1} ms after the start of the process")]
    public static partial void FirstReport(ILogger logger, double milliseconds);
}
