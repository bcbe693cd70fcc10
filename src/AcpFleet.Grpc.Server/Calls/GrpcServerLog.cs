using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>What the server writes to the log: calls that ended ill, with method and peer, never with what they carried.</summary>
internal static partial class GrpcServerLog
{
    [LoggerMessage(1, LogLevel.Warning, "Refused {Method} from {Peer}: {StatusCode}, {Reason}")]
    public static partial void Refused(ILogger logger, string method, string peer, StatusCode statusCode, string reason);

    [LoggerMessage(2, LogLevel.Information, "{Method} from {Peer} failed: {StatusCode}, {Reason}")]
    public static partial void Failed(ILogger logger, string method, string peer, StatusCode statusCode, string reason);

    [LoggerMessage(3, LogLevel.Information, "{Method} from {Peer} ended: its deadline has passed")]
    public static partial void DeadlineExceeded(ILogger logger, string method, string peer);

    [LoggerMessage(4, LogLevel.Debug, "{Method} from {Peer} ended: cancelled by the client, or the connection broke")]
    public static partial void CancelledByClient(ILogger logger, string method, string peer);

    [LoggerMessage(5, LogLevel.Error, "The handler of {Method} threw on a call from {Peer}, which is told nothing of it")]
    public static partial void HandlerThrew(ILogger logger, string method, string peer, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "{Peer} did not take the end of {Method} in time; its stream was reset")]
    public static partial void EndNotTaken(ILogger logger, string method, string peer);

    [LoggerMessage(7, LogLevel.Warning, "Refused {Path} from {Peer}: no such service or method")]
    public static partial void UnknownMethod(ILogger logger, string path, string peer);
}
