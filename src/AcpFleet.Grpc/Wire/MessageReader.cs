using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>
/// Reads length-prefixed messages straight from a pipe. What it refuses, it refuses at the prefix, before a byte of
/// the message is waited for. Not for concurrent use.
/// </summary>
/// <param name="encoding">The peer's <c>grpc-encoding</c>.</param>
/// <param name="maxMessage">Largest message in bytes, as it travels and inflated; null: no limit.</param>
/// <param name="unknownEncoding">What to answer to an encoding that is not known: UNIMPLEMENTED on servers, INTERNAL on clients.</param>
/// <param name="watch">Ends the wait for messages that do not get finished.</param>
internal sealed class MessageReader(
    PipeReader input, string? encoding, int? maxMessage, StatusCode unknownEncoding, UnfinishedMessageWatch? watch)
{
    /// <summary>One message, or none when the stream ended in good order.</summary>
    /// <exception cref="WireException">The message is refused or broken; the stream is of no use any more.</exception>
    public async ValueTask<(bool Found, T? Message)> ReadAsync<T>(
        Func<DeserializationContext, T> deserialize, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            var (consumed, examined) = (buffer.End, buffer.End);
            try
            {
                if (result.IsCanceled && watch is { Expired: true })
                    throw Unfinished();
                if (TryTakeFrame(buffer, out var compressed, out var payload))
                {
                    watch?.Stop();
                    var message = Decode(compressed, payload, deserialize);
                    // What follows may be the next message: not examined yet, or the next read would wait for more.
                    (consumed, examined) = (payload.End, payload.End);
                    return (true, message);
                }
                if (result.IsCompleted)
                {
                    watch?.Stop();
                    return buffer.IsEmpty ? (false, default(T)) : throw Cut(buffer.Length);
                }
                if (!buffer.IsEmpty)
                    watch?.Start();
                consumed = buffer.Start;
            }
            finally
            {
                input.AdvanceTo(consumed, examined);
            }
        }
    }

    /// <summary>Waits for the end of the stream after the one message that the call may have.</summary>
    /// <exception cref="WireException">INTERNAL: there is more.</exception>
    public async ValueTask ReadEndAsync(CancellationToken cancellationToken)
    {
        watch?.Start();
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var more = !result.Buffer.IsEmpty;
            input.AdvanceTo(result.Buffer.End);
            if (result.IsCanceled && watch is { Expired: true })
                throw Unfinished();
            if (more)
                throw new WireException(StatusCode.Internal, "There are bytes after the one message of this call.");
            if (!result.IsCompleted)
                continue;
            watch?.Stop();
            return;
        }
    }

    /// <summary>Gives back what the pipe holds. Nothing can be read after it.</summary>
    public ValueTask CompleteAsync() => input.CompleteAsync();

    private bool TryTakeFrame(ReadOnlySequence<byte> buffer, out bool compressed, out ReadOnlySequence<byte> payload)
    {
        compressed = false;
        payload = default;
        if (buffer.Length < MessageFrame.PrefixLength)
            return false;
        Span<byte> prefix = stackalloc byte[MessageFrame.PrefixLength];
        buffer.Slice(0, MessageFrame.PrefixLength).CopyTo(prefix);
        compressed = IsCompressed(prefix[0]);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (length > (maxMessage ?? Array.MaxLength))
        {
            throw new WireException(StatusCode.ResourceExhausted, $"A received message of {length} bytes is over the limit of {maxMessage ?? Array.MaxLength} bytes.");
        }
        if (buffer.Length - MessageFrame.PrefixLength < length)
            return false;
        payload = buffer.Slice(MessageFrame.PrefixLength, length);
        return true;
    }

    private bool IsCompressed(byte flag)
    {
        if (flag == 0)
            return false;
        if (flag != 1)
            throw new WireException(StatusCode.Internal, $"A received message begins with {flag}; only 0 and 1 are compressed-flags.");
        if (MessageEncoding.IsGzip(encoding))
            return true;
        throw MessageEncoding.IsIdentity(encoding)
            ? new WireException(StatusCode.Internal, "A received message is marked as compressed, but its call names no encoding.")
            : new WireException(unknownEncoding, $"The message encoding '{encoding}' is not known here; known: {MessageEncoding.Accepted}.");
    }

    private T Decode<T>(bool compressed, ReadOnlySequence<byte> payload, Func<DeserializationContext, T> deserialize)
    {
        using var inflated = compressed ? InflatedPayload.Inflate(payload, maxMessage) : null;
        try
        {
            return deserialize(new ReceivedPayload(inflated?.AsSequence() ?? payload));
        }
        catch (Exception broken) when (broken is not RpcException)
        {
            throw new WireException(StatusCode.Internal, "A received message could not be decoded.", broken);
        }
    }

    private WireException Unfinished() => new(StatusCode.Cancelled, $"A message was begun but not finished within {watch!.Limit.TotalSeconds:0.###} s.");

    private static WireException Cut(long length) => new(StatusCode.Internal, $"The stream ended in the middle of a message, {length} bytes after its begin.");
}
