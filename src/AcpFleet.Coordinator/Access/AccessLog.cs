using System.Net;

namespace AcpFleet.Coordinator.Access;

internal static partial class AccessLog
{
    [LoggerMessage(1, LogLevel.Warning, "agent link from {Peer} with certificate {Subject} refused: {Reason} ({Suppressed} like it before were not logged)")]
    public static partial void AgentRefused(ILogger logger, IPAddress peer, string subject, string reason, int suppressed);

    [LoggerMessage(2, LogLevel.Warning, "request from {Peer} to {Method} {Path} refused: {Reason} ({Suppressed} like it before were not logged)")]
    public static partial void AdministratorRefused(ILogger logger, IPAddress peer, string method, string path, string reason, int suppressed);

    [LoggerMessage(3, LogLevel.Warning, "connection from {Peer} on the {Listener} endpoint failed: {Reason} ({Suppressed} like it before were not logged)")]
    public static partial void ConnectionFailed(ILogger logger, string peer, string listener, string reason, int suppressed);
}
