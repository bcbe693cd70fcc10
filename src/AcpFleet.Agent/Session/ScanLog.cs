using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Session;

internal static partial class ScanLog
{
    [LoggerMessage(EventId = 200, Level = LogLevel.Debug, Message = "Collected {Sections} sections in {Milliseconds:F1} ms; {Changed} are news")]
    public static partial void Scanned(ILogger logger, int sections, double milliseconds, int changed);
}
