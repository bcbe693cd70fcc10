using AcpFleet.Grpc.Tests.Protos;
using Google.Protobuf;
using Grpc.Core;

namespace AcpFleet.Grpc.Tests.Echo;

/// <summary>The echo service over our own server.</summary>
public sealed class EchoService(CancellationLog cancellations) : Protos.Echo.EchoBase
{
    public override async Task<EchoReply> Unary(EchoRequest request, ServerCallContext context)
    {
        await EchoHeadersAsync(context);
        await EndAsync(request, context);
        return Reply(request, 1);
    }

    public override async Task<EchoReply> Collect(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        await EchoHeadersAsync(context);
        uint seen = 0;
        var last = new EchoRequest();
        await foreach (var request in requestStream.ReadAllAsync())
        {
            seen++;
            last = request;
        }
        await EndAsync(last, context);
        return Reply(last, seen);
    }

    public override async Task Expand(
        EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        await EchoHeadersAsync(context);
        for (var sent = 0; sent < request.ReplyCount; sent++)
            await responseStream.WriteAsync(Reply(request, 1));
        await EndAsync(request, context);
    }

    public override async Task Converse(
        IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        await EchoHeadersAsync(context);
        uint seen = 0;
        await foreach (var request in requestStream.ReadAllAsync())
        {
            await responseStream.WriteAsync(Reply(request, ++seen));
            await EndAsync(request, context);
        }
    }

    public override async Task<EchoReply> AwaitCancellation(CancellationQuery request, ServerCallContext context)
    {
        await cancellations.Of(request.Id).Task.WaitAsync(context.CancellationToken);
        return new();
    }

    private static EchoReply Reply(EchoRequest request, uint seen) => new()
    {
        Payload = request.ReplySize > 0 ? ByteString.CopyFrom(new byte[request.ReplySize]) : request.Payload,
        RequestsSeen = seen,
    };

    private static async Task EchoHeadersAsync(ServerCallContext context)
    {
        var headers = new Metadata();
        foreach (var entry in context.RequestHeaders)
        {
            if (entry.Key.StartsWith("echo-", StringComparison.Ordinal))
                headers.Add(entry);
            else if (entry.Key.StartsWith("trail-", StringComparison.Ordinal))
                context.ResponseTrailers.Add(entry);
        }
        if (headers.Count > 0)
            await context.WriteResponseHeadersAsync(headers);
    }

    private async Task EndAsync(EchoRequest request, ServerCallContext context)
    {
        if (request.HangId.Length > 0)
        {
            var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var _ = context.CancellationToken.Register(cancelled.SetResult);
            await cancelled.Task;
            cancellations.Of(request.HangId).TrySetResult();
            context.CancellationToken.ThrowIfCancellationRequested();
        }
        if (request.Fault)
            throw new InvalidOperationException("secret of the handler");
        if (request.StatusCode != 0)
            throw new RpcException(new Status((StatusCode)request.StatusCode, request.StatusDetail));
    }
}
