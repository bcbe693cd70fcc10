using System.Text.Json;
using AcpFleet.Grpc.Tests.Protos;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>Calls with our own client.</summary>
internal sealed class OwnCallDriver : ICallDriver
{
    public async Task<CallOutcome> CallAsync(string address, CallPlan plan)
    {
        using var channel = GrpcChannel.ForAddress($"http://{address}", new GrpcChannelOptions { MaxReceiveMessageSize = plan.MaxReceive });
        var descriptor = Find(plan.Method);
        var method = MethodOf(plan, descriptor);
        var requests = plan.Requests.Select(request => JsonParser.Default.Parse(request.ToJsonString(), descriptor.InputType)).ToList();
        using var cancelling = new CancellationTokenSource();
        var options = new CallOptions(
            HeadersOf(plan),
            plan.TimeoutMs is { } timeout ? TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(timeout) : null,
            cancelling.Token);
        var replies = new List<IMessage>();
        var invoker = channel.CreateCallInvoker();
        return plan.Kind switch
        {
            "unary" => await UnaryAsync(invoker.AsyncUnaryCall(method, null, options, requests[0])),
            "client" => await ClientStreamAsync(invoker.AsyncClientStreamingCall(method, null, options)),
            "server" => await ServerStreamAsync(invoker.AsyncServerStreamingCall(method, null, options, requests[0])),
            _ => await DuplexAsync(invoker.AsyncDuplexStreamingCall(method, null, options)),
        };

        async Task<CallOutcome> UnaryAsync(AsyncUnaryCall<IMessage> call) =>
            await ObserveAsync(
                async () => replies.Add(await call), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers);

        async Task<CallOutcome> ClientStreamAsync(AsyncClientStreamingCall<IMessage, IMessage> call) =>
            await ObserveAsync(
                async () =>
                {
                    foreach (var request in requests)
                        await call.RequestStream.WriteAsync(request);
                    await call.RequestStream.CompleteAsync();
                    replies.Add(await call);
                },
                call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers);

        async Task<CallOutcome> ServerStreamAsync(AsyncServerStreamingCall<IMessage> call) =>
            await ObserveAsync(
                async () =>
                {
                    while (await call.ResponseStream.MoveNext())
                        await TakeAsync(call.ResponseStream.Current);
                },
                call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers);

        async Task<CallOutcome> DuplexAsync(AsyncDuplexStreamingCall<IMessage, IMessage> call) =>
            await ObserveAsync(
                async () =>
                {
                    foreach (var request in requests)
                    {
                        await call.RequestStream.WriteAsync(request);
                        if (!await call.ResponseStream.MoveNext())
                            return;
                        await TakeAsync(call.ResponseStream.Current);
                    }
                    if (!plan.KeepOpen)
                        await call.RequestStream.CompleteAsync();
                    while (await call.ResponseStream.MoveNext())
                        await TakeAsync(call.ResponseStream.Current);
                },
                call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers);

        async Task TakeAsync(IMessage reply)
        {
            replies.Add(reply);
            if (replies.Count == plan.CancelAfter)
                await cancelling.CancelAsync();
        }

        async Task<CallOutcome> ObserveAsync(
            Func<Task> run, Task<Metadata> headers, Func<Status> status, Func<Metadata> trailers)
        {
            try
            {
                await run();
            }
            catch (RpcException)
            {
                // The status below says it.
            }
            return new()
            {
                Code = (int)status().StatusCode,
                Detail = status().Detail,
                Replies = [.. replies.Select(reply => JsonDocument.Parse(JsonFormatter.Default.Format(reply)).RootElement)],
                Headers = headers.IsCompletedSuccessfully ? Encode(await headers) : [],
                Trailers = Encode(trailers()),
            };
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static MethodDescriptor Find(string path)
    {
        var parts = path.Split('/');
        return EchoReflection.Descriptor.Services.Concat(HealthReflection.Descriptor.Services)
            .Single(service => service.FullName == parts[1]).FindMethodByName(parts[2]);
    }

    private static Method<IMessage, IMessage> MethodOf(CallPlan plan, MethodDescriptor descriptor)
    {
        var path = (plan.Path ?? plan.Method).Split('/');
        var type = plan.Kind switch
        {
            "unary" => MethodType.Unary,
            "client" => MethodType.ClientStreaming,
            "server" => MethodType.ServerStreaming,
            _ => MethodType.DuplexStreaming,
        };
        return new(type, path[1], path[2], MarshallerOf(descriptor.InputType), MarshallerOf(descriptor.OutputType));
    }

    private static Marshaller<IMessage> MarshallerOf(MessageDescriptor type) =>
        Marshallers.Create<IMessage>(message => message.ToByteArray(), type.Parser.ParseFrom);

    private static Metadata HeadersOf(CallPlan plan)
    {
        var headers = new Metadata();
        if (plan.Gzip)
            headers.Add("grpc-internal-encoding-request", "gzip");
        foreach (var entry in plan.Metadata)
        {
            if (entry[0].EndsWith("-bin", StringComparison.Ordinal))
                headers.Add(entry[0], Convert.FromBase64String(entry[1]));
            else
                headers.Add(entry[0], entry[1]);
        }
        return headers;
    }

    private static List<string[]> Encode(Metadata metadata) =>
        [.. metadata.Select(entry => new[] { entry.Key, entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value })];
}
