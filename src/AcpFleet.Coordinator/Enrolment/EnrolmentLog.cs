using System.Net;

namespace AcpFleet.Coordinator.Enrolment;

internal static partial class EnrolmentLog
{
    [LoggerMessage(1, LogLevel.Information, "agent {AgentId} ({Hostname}) enrolled from {Peer} with token {TokenId}")]
    public static partial void Enrolled(ILogger logger, string agentId, string hostname, IPAddress peer, string tokenId);

    [LoggerMessage(2, LogLevel.Information, "agent {AgentId} ({Hostname}) asked from {Peer} for its certificate again with token {TokenId}")]
    public static partial void EnrolledAgain(ILogger logger, string agentId, string hostname, IPAddress peer, string tokenId);

    [LoggerMessage(3, LogLevel.Warning, "enrolment of {Hostname} from {Peer} refused: {Reason} (token {TokenId})")]
    public static partial void Refused(ILogger logger, string hostname, IPAddress peer, string reason, string tokenId);
}
