using AcpFleet.Grpc.Tests.Protos;
using Grpc.Core;

namespace AcpFleet.Grpc.Tests.Server;

/// <summary>An echo service whose handlers the test writes.</summary>
public sealed class ScriptedService : Protos.Echo.EchoBase
{
    public Func<EchoRequest, ServerCallContext, Task<EchoReply>> OnUnary { get; init; } = (_, _) => Task.FromResult(new EchoReply());

    public Func<IServerStreamWriter<EchoReply>, ServerCallContext, Task> OnExpand { get; init; } = (_, _) => Task.CompletedTask;

    public Func<IAsyncStreamReader<EchoRequest>, ServerCallContext, Task> OnConverse { get; init; } = (_, _) => Task.CompletedTask;

    public override Task<EchoReply> Unary(EchoRequest request, ServerCallContext context) => OnUnary(request, context);

    public override Task Expand(EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context) =>
        OnExpand(responseStream, context);

    public override Task Converse(
        IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context) =>
        OnConverse(requestStream, context);
}
