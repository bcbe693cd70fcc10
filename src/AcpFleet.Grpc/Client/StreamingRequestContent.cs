using System.Net;

namespace Grpc.Net.Client;

/// <summary>A request body that is written message by message while the call runs.</summary>
internal sealed class StreamingRequestContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where to write, once the transport has a stream for the call.</summary>
    public Task<Stream> Target => _stream.Task;

    /// <summary>Ends the request stream.</summary>
    public void Complete() => _complete.TrySetResult();

    /// <summary>Lets go of the transport without ending the request stream in good order.</summary>
    public void Abandon() => _complete.TrySetCanceled();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The headers must leave now: a duplex server may speak first, and the transport sends them with the first flush.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (!_stream.TrySetResult(stream))
            throw new IOException("A request stream cannot be sent twice.");
        await _complete.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
