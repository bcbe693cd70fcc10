using System.IO.Compression;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>
/// One call from its first header to its end. It ends exactly once: by the server's status, by a broken transport, by its
/// deadline or by its caller; whatever is under way then is let go, and everyone who waits gets that one ending.
/// </summary>
internal sealed class ClientCall<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    // A reader with nothing to read holds no buffer.
    private static readonly StreamPipeReaderOptions ReaderOptions = new(bufferSize: 16 * 1024, useZeroByteReads: true);

    private readonly GrpcChannel _channel;
    private readonly Method<TRequest, TResponse> _method;
    private readonly string? _host;
    private readonly CallOptions _options;
    private readonly string? _encoding;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<CallEnding> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<IDisposable> _untilEnd = [];
    private CallEnding? _ending;
    private HttpResponseMessage? _response;
    private MessageReader? _reader;
    private Task _opening = Task.CompletedTask;
    private bool _gotMessage;

    public ClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        _channel = channel;
        _method = method;
        _host = host;
        _options = options;
        _encoding = RequestHead.RequestedEncoding(options.Headers);
        // Nobody has to look at the headers of a failed call.
        _ = _headers.Task.ContinueWith(
            static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    public Task<Metadata> ResponseHeadersAsync => _headers.Task;

    private bool HasSingleResponse => _method.Type is MethodType.Unary or MethodType.ClientStreaming;

    /// <summary>Sends the request head, and the body as the content gives it.</summary>
    public void Start(HttpContent content)
    {
        if (Watch(content))
            _opening = OpenAsync(content);
    }

    /// <summary>Sends the one request of the call.</summary>
    public void Start(TRequest request)
    {
        ReadOnlyMemory<byte> frame;
        try
        {
            // Not given back to the pool: the transport may hold on to it after the call has ended.
            frame = Seal(new MessageFrame(_channel.Options.MaxSendMessageSize), request, _options.WriteOptions);
        }
        catch (RpcException refused)
        {
            End(new(refused.Status));
            return;
        }
        Start(new SingleRequestContent(frame));
    }

    /// <summary>The response of a call that has one.</summary>
    public async Task<TResponse> ReadSingleAsync()
    {
        var (found, message) = await ReadAsync().ConfigureAwait(false);
        if (!found)
            throw Failure(); // An OK ending without message was turned into INTERNAL.
        if ((await ReadAsync().ConfigureAwait(false)).Found)
        {
            End(new(new(StatusCode.Internal, "The server sent more than the one message of this call.")));
            throw Failure();
        }
        return message!;
    }

    /// <summary>The next response; none when the call ended with OK. Not for concurrent use.</summary>
    public async Task<(bool Found, TResponse? Message)> ReadAsync()
    {
        await _opening.ConfigureAwait(false);
        if (_ending is null)
        {
            try
            {
                var read = await _reader!.ReadAsync(_method.ResponseMarshaller.ContextualDeserializer, _stop.Token).ConfigureAwait(false);
                if (read.Found)
                {
                    _gotMessage = true;
                    return read;
                }
                End(ResponseHead.FromTrailers(_response!));
            }
            catch (Exception failure)
            {
                End(new(TransportFailure.ToStatus(failure)));
            }
            await _reader!.CompleteAsync().ConfigureAwait(false);
        }
        var ending = await _ended.Task.ConfigureAwait(false);
        return ending.Status.StatusCode == StatusCode.OK ? (false, null) : throw Failure();
    }

    /// <summary>Sends one message of a request stream.</summary>
    public async Task WriteAsync(StreamingRequestContent content, TRequest message, WriteOptions? writeOptions)
    {
        if (_ending is not null)
            throw Failure();
        var frame = new MessageFrame(_channel.Options.MaxSendMessageSize);
        var bytes = Seal(frame, message, writeOptions ?? _options.WriteOptions);
        try
        {
            var stream = await content.Target.WaitAsync(_stop.Token).ConfigureAwait(false);
            await stream.WriteAsync(bytes, _stop.Token).ConfigureAwait(false);
            frame.Dispose(); // After a write that failed, the transport may still hold the buffer.
            if (((writeOptions ?? _options.WriteOptions)?.Flags & WriteFlags.BufferHint) != WriteFlags.BufferHint)
                await stream.FlushAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            throw await AfterBrokenWriteAsync(failure).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the call when the token is cancelled, for as long as the registration lives.</summary>
    public CancellationTokenRegistration EndWhen(CancellationToken cancelled) =>
        cancelled.Register(static call => ((ClientCall<TRequest, TResponse>)call!).EndByCaller("The call was cancelled."), this);

    public Status GetStatus() => Ended().Status;

    public Metadata GetTrailers() => Ended().Trailers;

    public void Dispose() => EndByCaller("The call was disposed before it ended.");

    private CallEnding Ended() => _ending ?? throw new InvalidOperationException("The call has not ended.");

    private Exception Failure() => Ended().ToException(_channel.Options.ThrowOperationCanceledOnCancellation);

    private void EndByCaller(string detail) => End(new(new(StatusCode.Cancelled, detail), byCaller: true));

    private void EndByDeadline() => End(new(new(StatusCode.DeadlineExceeded, "The deadline has passed."), byCaller: true));

    /// <summary>Sets up what may end the call from this side. False when one of them has ended it already.</summary>
    private bool Watch(HttpContent content)
    {
        var left = TimeLeft();
        Keep(_channel.WhenDisposed.Register(() => EndByCaller("The channel was disposed.")));
        Keep(EndWhen(_options.CancellationToken));
        if (content is StreamingRequestContent streaming)
            Keep(_stop.Token.Register(streaming.Abandon));
        if (left <= TimeSpan.Zero)
            EndByDeadline();
        else if (left is { } wait)
            Keep(new DeadlineTimer(_channel.Options.TimeProvider, wait, EndByDeadline));
        return _ending is null;
    }

    private TimeSpan? TimeLeft()
    {
        if (_options.Deadline is not { } deadline || deadline == DateTime.MaxValue)
            return null;
        if (deadline.Kind != DateTimeKind.Utc && deadline != DateTime.MinValue)
            throw new InvalidOperationException("A deadline must be in UTC.");
        return deadline - _channel.Options.TimeProvider.GetUtcNow().UtcDateTime;
    }

    private async Task OpenAsync(HttpContent content)
    {
        try
        {
            var request = RequestHead.Create(_channel, _method, _host, _options.Headers, TimeLeft(), _encoding);
            request.Content = content;
            content.Headers.TryAddWithoutValidation("content-type", ProtocolNames.ContentType);
            var response = await _channel.Transport.SendAsync(request, _stop.Token).ConfigureAwait(false);
            if (!TryTake(response))
                return;
            if (ResponseHead.IsWholeAnswer(response, out var ending))
            {
                _headers.TrySetResult([]);
                End(ending);
                return;
            }
            var metadata = ResponseHead.ReadMetadata(response.Headers);
            var body = await response.Content.ReadAsStreamAsync(_stop.Token).ConfigureAwait(false);
            _reader = new(
                PipeReader.Create(body, ReaderOptions), ResponseHead.Single(response.Headers, ProtocolNames.Encoding),
                _channel.Options.MaxReceiveMessageSize, unknownEncoding: StatusCode.Internal, watch: null);
            _headers.TrySetResult(metadata);
        }
        catch (Exception failure)
        {
            End(new(TransportFailure.ToStatus(failure)));
        }
    }

    private ReadOnlyMemory<byte> Seal(MessageFrame frame, TRequest message, WriteOptions? writeOptions)
    {
        _method.RequestMarshaller.ContextualSerializer(message, frame);
        var compress = _encoding is not null && (writeOptions?.Flags & WriteFlags.NoCompress) != WriteFlags.NoCompress;
        return compress ? frame.SealGzipped(CompressionLevel.Fastest) : frame.Seal();
    }

    /// <summary>A write fails when the call has ended; the server's status says more about why than the broken write.</summary>
    private async Task<Exception> AfterBrokenWriteAsync(Exception failure)
    {
        await _opening.ConfigureAwait(false);
        if (_ending is null && !HasSingleResponse)
        {
            return new RpcException(new Status(
                StatusCode.Unavailable,
                "The server reads no more requests of this call; its status is at the end of the response stream.",
                failure));
        }
        await _ended.Task.ConfigureAwait(false); // The response of such a call is always being read.
        if (Ended().Status.StatusCode != StatusCode.OK)
            return Failure();
        return new InvalidOperationException("The server ended the call with OK before this message.", failure);
    }

    private void End(CallEnding ending)
    {
        if (ending.Status.StatusCode == StatusCode.OK && HasSingleResponse && !_gotMessage)
            ending = new(new(StatusCode.Internal, "The server ended the call with OK but without its one message."), ending.Trailers);
        if (ending.Status.StatusCode == StatusCode.Cancelled && !ending.ByCaller && TimeLeft() <= TimeSpan.Zero)
            ending = new(new(StatusCode.DeadlineExceeded, "The deadline has passed."), byCaller: true);
        IDisposable[] watched;
        lock (_gate)
        {
            if (_ending is not null)
                return;
            _ending = ending;
            watched = [.. _untilEnd];
            _untilEnd.Clear();
        }
        _headers.TrySetException(ending.ToException(_channel.Options.ThrowOperationCanceledOnCancellation));
        _ended.TrySetResult(ending);
        _stop.Cancel();
        _response?.Dispose();
        foreach (var item in watched)
            item.Dispose();
    }

    private bool TryTake(HttpResponseMessage response)
    {
        lock (_gate)
        {
            if (_ending is null)
            {
                _response = response;
                return true;
            }
        }
        response.Dispose();
        return false;
    }

    private void Keep(IDisposable item)
    {
        lock (_gate)
        {
            if (_ending is null)
            {
                _untilEnd.Add(item);
                return;
            }
        }
        item.Dispose();
    }
}
