using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>One call on the server: its request messages, its response, its deadline.</summary>
internal sealed class ServerCall : IDisposable
{
    private readonly MessageReader _reader;
    private readonly UnfinishedMessageWatch _watch;
    private readonly DeadlineTimer? _deadline;
    private readonly CancellationTokenSource? _stop;
    private readonly TaskCompletionSource _deadlinePassed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="WireException">A header of the request cannot be used.</exception>
    public ServerCall(HttpContext http, string method, CallSettings settings, TimeProvider time)
    {
        Response = new(http, settings);
        var timeout = ReadTimeout(http.Request);
        var headers = ReadMetadata(http.Request);
        _watch = new(http.Request.BodyReader, time, settings.MessageTimeLimit);
        _reader = new(
            http.Request.BodyReader, http.Request.Headers[ProtocolNames.Encoding], settings.MaxReceive,
            unknownEncoding: StatusCode.Unimplemented, _watch);
        Cancelled = http.RequestAborted;
        var deadline = DateTime.MaxValue;
        if (timeout is { } left)
        {
            _stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
            Cancelled = _stop.Token;
            var now = time.GetUtcNow().UtcDateTime;
            deadline = left < DateTime.MaxValue - now ? now + left : DateTime.MaxValue;
            _deadline = new(time, left, PassDeadline);
        }
        Context = new(http, method, headers, Response, deadline, Cancelled);
    }

    public HttpServerCallContext Context { get; }

    public CallResponse Response { get; }

    /// <summary>Ends when the deadline passes.</summary>
    public Task DeadlinePassed => _deadlinePassed.Task;

    public bool HasDeadline => _deadline is not null;

    /// <summary>Cancelled with the call: by the client, a broken connection or the deadline.</summary>
    public CancellationToken Cancelled { get; }

    /// <summary>The next request; none when the client ended its stream.</summary>
    /// <exception cref="ClientGoneException">The client broke the call off.</exception>
    public async ValueTask<(bool Found, T? Message)> ReadAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadAsync(marshaller.ContextualDeserializer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            throw Explain(broken);
        }
    }

    /// <summary>The one request of a call without request stream.</summary>
    public async Task<T> ReadSingleAsync<T>(Marshaller<T> marshaller)
    {
        _watch.Start(); // The message is due from the start of the call.
        var (found, message) = await ReadAsync(marshaller, Cancelled).ConfigureAwait(false);
        if (!found)
            throw new WireException(StatusCode.Internal, "The request ended without its one message.");
        try
        {
            await _reader.ReadEndAsync(Cancelled).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            throw Explain(broken);
        }
        return message!;
    }

    public void Dispose()
    {
        _watch.Dispose();
        _deadline?.Dispose();
        _stop?.Dispose();
        Response.Dispose();
    }

    private static Exception Explain(IOException broken) => broken is BadHttpRequestException refused
        ? new WireException(StatusCode.Internal, $"The transport refused the request: {refused.Message}", refused)
        : new ClientGoneException(broken);

    private static TimeSpan? ReadTimeout(HttpRequest request)
    {
        var text = (string?)request.Headers[ProtocolNames.Timeout];
        if (text is null)
            return null;
        return TimeoutHeader.TryDecode(text, out var timeout)
            ? timeout
            : throw new WireException(StatusCode.Internal, $"The header grpc-timeout is '{text}': not at most 8 digits and a unit of H M S m u n.");
    }

    private static Metadata ReadMetadata(HttpRequest request)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
            {
                if (value is not null && !MetadataCodec.TryAdd(metadata, name, value))
                    throw new WireException(StatusCode.Internal, $"The header '{name}' is not valid base64.");
            }
        }
        return metadata;
    }

    private void PassDeadline()
    {
        _deadlinePassed.TrySetResult();
        _stop!.Cancel();
    }
}
