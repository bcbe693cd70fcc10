using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>Makes calls over a channel's HTTP/2 transport.</summary>
internal sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        using var call = AsyncUnaryCall(method, host, options, request);
        return call.GetAwaiter().GetResult();
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = Begin(method, host, options);
        call.Start(request);
        return new(Observed(call.ReadSingleAsync()), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = Begin(method, host, options);
        call.Start(request);
        return new(
            new ClientStreamReader<TRequest, TResponse>(call),
            call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = Begin(method, host, options);
        var content = new StreamingRequestContent();
        call.Start(content);
        return new(
            new ClientStreamWriter<TRequest, TResponse>(call, content), Observed(call.ReadSingleAsync()),
            call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = Begin(method, host, options);
        var content = new StreamingRequestContent();
        call.Start(content);
        return new(
            new ClientStreamWriter<TRequest, TResponse>(call, content), new ClientStreamReader<TRequest, TResponse>(call),
            call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    private ClientCall<TRequest, TResponse> Begin<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
        where TRequest : class
        where TResponse : class
    {
        ObjectDisposedException.ThrowIf(channel.WhenDisposed.IsCancellationRequested, channel);
        return new(channel, method, host, options);
    }

    /// <summary>A caller that disposes a call need not look at its response.</summary>
    private static Task<T> Observed<T>(Task<T> response)
    {
        _ = response.ContinueWith(
            static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return response;
    }
}
