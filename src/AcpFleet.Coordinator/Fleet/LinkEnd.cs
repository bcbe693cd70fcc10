using AcpFleet.Protocol.V1;
using Grpc.Core;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>Reasons of the coordinator's own to end a link.</summary>
internal static class LinkEnd
{
    public static LinkRefusedException Superseded => new(StatusCode.Aborted, Refusal.Types.Reason.Superseded, "a newer stream of the same agent took over: is this identity in use on two nodes?");

    public static LinkRefusedException ShuttingDown => new(StatusCode.Unavailable, Refusal.Types.Reason.ShuttingDown, "the coordinator is stopping");

    public static LinkRefusedException Revoked => new(StatusCode.PermissionDenied, Refusal.Types.Reason.Identity, "this agent's identity was revoked: enrol the node again with a new join token");

    public static LinkRefusedException OutOfStep => new(StatusCode.Aborted, Refusal.Types.Reason.Protocol, "the facts here and on the node differ after a scan: connect again to bring them in step");

    public static LinkRefusedException StoreFailed => new(StatusCode.Unavailable, Refusal.Types.Reason.ShuttingDown, "the coordinator cannot store the report now: try again");

    public static LinkRefusedException TooSlow(int messages) => new(StatusCode.ResourceExhausted, Refusal.Types.Reason.Protocol, $"{messages} messages wait for this agent and it does not read them");

    public static LinkRefusedException Silent(TimeSpan limit) => new(StatusCode.DeadlineExceeded, Refusal.Types.Reason.Protocol, $"no message came for {limit.TotalSeconds:0} s, three heartbeats");

    public static LinkRefusedException NoHello(TimeSpan limit) => new(StatusCode.DeadlineExceeded, Refusal.Types.Reason.Protocol, $"no hello came within {limit.TotalSeconds:0} s");
}
