using System.Net;

namespace AcpFleet.Coordinator.Fleet;

internal static partial class SessionLog
{
    [LoggerMessage(1, LogLevel.Information, "agent {AgentId} ({Hostname}) connected from {Peer}: agent {AgentVersion}, {Wanted} sections wanted")]
    public static partial void Connected(ILogger logger, string agentId, string hostname, IPAddress peer, string agentVersion, int wanted);

    [LoggerMessage(2, LogLevel.Information, "agent {AgentId} at {Peer} disconnected: {Reason}")]
    public static partial void Disconnected(ILogger logger, string agentId, IPAddress peer, string reason);

    [LoggerMessage(3, LogLevel.Warning, "link of agent {AgentId} at {Peer} ended by the coordinator: {Reason}")]
    public static partial void Refused(ILogger logger, string agentId, IPAddress peer, string reason);

    [LoggerMessage(4, LogLevel.Error, "link of agent {AgentId} at {Peer} ended, for what it reports cannot be stored: {Reason}")]
    public static partial void NotStored(ILogger logger, string agentId, IPAddress peer, string reason);

    [LoggerMessage(5, LogLevel.Warning, "the facts of agent {AgentId} differ from what it says of them: asked for a scan")]
    public static partial void OutOfStep(ILogger logger, string agentId);
}
