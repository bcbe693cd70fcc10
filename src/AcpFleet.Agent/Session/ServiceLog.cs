using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Session;

internal static partial class ServiceLog
{
    [LoggerMessage(EventId = 500, Level = LogLevel.Warning, Message = "{What}")]
    public static partial void OtherMachine(ILogger logger, string what);

    [LoggerMessage(EventId = 501, Message = "Local policy: {Policy}")]
    public static partial void Policy(ILogger logger, LogLevel level, string policy);
}
