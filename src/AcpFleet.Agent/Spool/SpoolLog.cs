using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Spool;

internal static partial class SpoolLog
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Warning, Message = "The spooled report {Path} is damaged: moved aside, counted as lost")]
    public static partial void Damaged(ILogger logger, string path);

    [LoggerMessage(EventId = 101, Level = LogLevel.Warning, Message = "The spool is full ({MaximumBytes} bytes): report {Sequence}, the oldest, is dropped")]
    public static partial void Full(ILogger logger, ulong sequence, long maximumBytes);

    [LoggerMessage(EventId = 102, Level = LogLevel.Information, Message = "{Count} reports ({Bytes} bytes) wait in the spool; the last acknowledged one was {Acknowledged}")]
    public static partial void TakenUp(ILogger logger, int count, long bytes, ulong acknowledged);

    [LoggerMessage(EventId = 103, Level = LogLevel.Error, Message = "Report {Sequence} cannot be written to the spool and is kept in memory only: {Reason}")]
    public static partial void NotWritten(ILogger logger, ulong sequence, string reason);

    [LoggerMessage(EventId = 104, Level = LogLevel.Warning, Message = "{Path} cannot be written: {Reason}. After a restart more is reported than needed")]
    public static partial void StateNotWritten(ILogger logger, string path, string reason);

    [LoggerMessage(EventId = 105, Level = LogLevel.Warning, Message = "{Path} cannot be removed: {Reason}. After a restart it is reported again")]
    public static partial void NotRemoved(ILogger logger, string path, string reason);
}
