using AcpFleet.Protocol.V1;
using Grpc.Core;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>Ends an agent link: the refusal goes out first, then the status.</summary>
internal sealed class LinkRefusedException(StatusCode status, Refusal.Types.Reason reason, string detail) : Exception(detail)
{
    public StatusCode Status { get; } = status;

    public Refusal.Types.Reason Reason { get; } = reason;

    public static LinkRefusedException Protocol(string detail) => new(StatusCode.InvalidArgument, Refusal.Types.Reason.Protocol, detail);
}
