using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Answers the HTTP requests of one method.</summary>
/// <param name="path">The method's path, as it must be written.</param>
/// <param name="invoke">Reads the requests of a call, runs its handler, sends its responses.</param>
internal sealed class CallEndpoint(
    string path, CallSettings settings, Func<ServerCall, Task> invoke, TimeProvider time, ILogger<CallEndpoint> logger)
{
    // How long a client that does not read may hold up the end of a call whose deadline has passed.
    private static readonly TimeSpan FinishLimit = TimeSpan.FromSeconds(5);

    public async Task HandleAsync(HttpContext http)
    {
        if (!IsCall(http))
            return;
        RemoveTransportLimits(http);
        http.Response.ContentType = ProtocolNames.ContentType;
        ServerCall call;
        try
        {
            if (!string.Equals(http.Request.Path.Value, path, StringComparison.Ordinal))
                throw new WireException(StatusCode.Unimplemented, $"There is no method {http.Request.Path.Value}; paths are case-sensitive.");
            call = new ServerCall(http, path, settings, time);
        }
        catch (WireException refused)
        {
            GrpcServerLog.Refused(logger, path, HttpServerCallContext.PeerOf(http), refused.StatusCode, refused.Status.Detail);
            using var response = new CallResponse(http, settings);
            await response.FinishAsync(refused.Status, Metadata.Empty).ConfigureAwait(false);
            return;
        }
        using (call)
            await RunAsync(call).ConfigureAwait(false);
    }

    /// <summary>Answers with an HTTP status what is no gRPC call at all.</summary>
    internal static bool IsCall(HttpContext http)
    {
        if (!HttpProtocol.IsHttp2(http.Request.Protocol))
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            http.Response.Headers.Upgrade = "h2c";
            return false;
        }
        if (ProtocolNames.IsGrpcContentType(http.Request.ContentType))
            return true;
        http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return false;
    }

    /// <summary>A call may last for days and be silent for long: limits count per message here, not per request.</summary>
    private static void RemoveTransportLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }

    private async Task RunAsync(ServerCall call)
    {
        var running = InvokeAsync(call);
        if (call.HasDeadline && await Task.WhenAny(running, call.DeadlinePassed).ConfigureAwait(false) != running)
            await EndByDeadlineAsync(call).ConfigureAwait(false);
        var status = await running.ConfigureAwait(false);
        var ended = await call.Response.FinishAsync(status, call.Context.TrailersOrEmpty).ConfigureAwait(false);
        if (ended && call.DeadlinePassed.IsCompleted && status.StatusCode == StatusCode.DeadlineExceeded)
            GrpcServerLog.DeadlineExceeded(logger, path, call.Context.Peer);
    }

    /// <summary>Answers at once; a handler that does not heed its token runs on without a client.</summary>
    private async Task EndByDeadlineAsync(ServerCall call)
    {
        var http = call.Context.HttpContext;
        if (!await call.Response.FinishAsync(DeadlineExceeded(), Metadata.Empty).ConfigureAwait(false))
            return;
        GrpcServerLog.DeadlineExceeded(logger, path, call.Context.Peer);
        try
        {
            await http.Response.CompleteAsync().WaitAsync(FinishLimit, time).ConfigureAwait(false);
        }
        catch (Exception stuck) when (stuck is TimeoutException or OperationCanceledException or IOException)
        {
            GrpcServerLog.EndNotTaken(logger, path, call.Context.Peer);
        }
        // The client may still be sending; this lets both sides forget the stream (PROTOCOL-HTTP2, Early Server Closure).
        http.Features.Get<IHttpResetFeature>()?.Reset(errorCode: 0);
    }

    private async Task<Status> InvokeAsync(ServerCall call)
    {
        try
        {
            await invoke(call).ConfigureAwait(false);
            return call.Context.Status;
        }
        catch (Exception failure)
        {
            return ToStatus(call, failure);
        }
    }

    private Status ToStatus(ServerCall call, Exception failure)
    {
        var peer = call.Context.Peer;
        if (call.DeadlinePassed.IsCompleted)
        {
            if (failure is not (OperationCanceledException or IOException or RpcException))
                GrpcServerLog.HandlerThrew(logger, path, peer, failure);
            return DeadlineExceeded();
        }
        switch (failure)
        {
            case WireException refused:
                GrpcServerLog.Refused(logger, path, peer, refused.StatusCode, refused.Status.Detail);
                return refused.Status;
            case RpcException answered:
                foreach (var entry in answered.Trailers)
                    call.Context.ResponseTrailers.Add(entry);
                GrpcServerLog.Failed(logger, path, peer, answered.StatusCode, answered.Status.Detail);
                return answered.Status;
            case ClientGoneException:
            case OperationCanceledException or IOException when call.Cancelled.IsCancellationRequested:
                GrpcServerLog.CancelledByClient(logger, path, peer);
                return new(StatusCode.Cancelled, "The client cancelled the call.");
            default:
                GrpcServerLog.HandlerThrew(logger, path, peer, failure);
                var detail = settings.DetailedErrors ? $" {failure.GetType().Name}: {failure.Message}" : "";
                return new(StatusCode.Unknown, "Exception was thrown by handler." + detail);
        }
    }

    private static Status DeadlineExceeded() => new(StatusCode.DeadlineExceeded, "The deadline has passed.");
}
