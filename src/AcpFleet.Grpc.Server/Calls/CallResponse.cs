using System.Buffers;
using System.Globalization;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// The response side of one call: headers, messages, status. One thing is sent at a time; after the status, nothing.
/// </summary>
internal sealed class CallResponse(HttpContext http, CallSettings settings) : IDisposable
{
    // What BufferHint may hold back before it is sent all the same.
    private const int MaxHeldBack = 64 * 1024;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HttpResponse _response = http.Response;
    private bool _headersSent;
    private bool _finished;
    private bool _gzip;
    private int _heldBack;

    /// <summary>Sends the headers now.</summary>
    /// <exception cref="InvalidOperationException">They were sent before.</exception>
    public async Task SendHeadersAsync(Metadata metadata, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_headersSent)
                throw new InvalidOperationException("The response headers can be sent once, and before the first message.");
            await StartAsync(metadata, cancellationToken).ConfigureAwait(false);
            // Starting alone leaves the headers in the transport's buffer.
            await _response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <param name="hold">Whether the message may wait for what follows.</param>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the message is over the limit; nothing of it was sent.</exception>
    public async Task SendMessageAsync<T>(
        T message, Marshaller<T> marshaller, WriteFlags flags, bool hold, CancellationToken cancellationToken)
    {
        using var frame = new MessageFrame(settings.MaxSend);
        marshaller.ContextualSerializer(message, frame);
        await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_headersSent)
                await StartAsync(Metadata.Empty, cancellationToken).ConfigureAwait(false);
            var plain = !_gzip || flags.HasFlag(WriteFlags.NoCompress);
            var bytes = plain ? frame.Seal() : frame.SealGzipped(settings.GzipLevel);
            _response.BodyWriter.Write(bytes.Span);
            _heldBack += bytes.Length;
            if (hold || (flags.HasFlag(WriteFlags.BufferHint) && _heldBack < MaxHeldBack))
                return;
            await _response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
            _heldBack = 0;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the response with a status; does nothing when it has ended. Without headers so far it is a trailers-only answer.</summary>
    /// <returns>Whether this call ended it.</returns>
    public async Task<bool> FinishAsync(Status status, Metadata trailers)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_finished)
                return false;
            _finished = true;
            if (http.RequestAborted.IsCancellationRequested)
                return true;
            var target = _headersSent ? Trailers() : _response.Headers;
            if (!_headersSent && status.StatusCode == StatusCode.Unimplemented)
                target[ProtocolNames.AcceptEncoding] = MessageEncoding.Accepted;
            target[ProtocolNames.Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
            if (!string.IsNullOrEmpty(status.Detail))
                target[ProtocolNames.Message] = PercentEncoding.Encode(status.Detail);
            Append(target, trailers);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static void Append(IHeaderDictionary target, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (!ProtocolNames.IsReserved(entry.Key))
                target.Append(entry.Key, MetadataCodec.EncodeValue(entry));
        }
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_finished)
            return;
        _turn.Release();
        throw new InvalidOperationException("The call has ended; nothing more can be sent.");
    }

    private async Task StartAsync(Metadata metadata, CancellationToken cancellationToken)
    {
        _gzip = ChooseGzip(metadata);
        if (_gzip)
            _response.Headers[ProtocolNames.Encoding] = MessageEncoding.Gzip;
        Append(_response.Headers, metadata);
        _headersSent = true;
        await _response.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>By the handler's word in its headers, otherwise by the options; never against what the client accepts.</summary>
    private bool ChooseGzip(Metadata metadata)
    {
        var wanted = metadata.GetValue(ProtocolNames.EncodingRequest) is { } asked ? MessageEncoding.IsGzip(asked) : settings.GzipResponses;
        return wanted && MessageEncoding.ListsGzip(http.Request.Headers[ProtocolNames.AcceptEncoding]);
    }

    private IHeaderDictionary Trailers() =>
        http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers;
}
