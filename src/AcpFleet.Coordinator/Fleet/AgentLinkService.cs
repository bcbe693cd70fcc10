using AcpFleet.Coordinator.Access;
using AcpFleet.Protocol.V1;
using Grpc.Core;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>The agents' side of the coordinator. Who calls, the access gate has settled before.</summary>
internal sealed class AgentLinkService(SessionServices services) : AgentLink.AgentLinkBase
{
    public override async Task Connect(IAsyncStreamReader<AgentMessage> requestStream, IServerStreamWriter<CoordinatorMessage> responseStream, ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var agent = http.Features.Get<AgentCaller>() ?? throw new RpcException(new Status(StatusCode.Unauthenticated, "no agent"));
        var session = new AgentSession(agent.NodeId, PeerAddress.Of(http), requestStream, responseStream, services);
        await session.RunAsync(context.CancellationToken).ConfigureAwait(false);
    }
}
