using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>
/// One message on its way out: a compressed-flag, four bytes of length, the payload
/// (PROTOCOL-HTTP2, Length-Prefixed-Message). The serializer writes the payload after room left for the prefix.
/// </summary>
internal sealed class MessageFrame : SerializationContext, IBufferWriter<byte>, IDisposable
{
    public const int PrefixLength = 5;

    private readonly int? _maxPayload;
    private PooledBuffer _buffer = new();
    private bool _complete;

    /// <param name="maxPayload">Largest payload in bytes before compression; null: no limit.</param>
    public MessageFrame(int? maxPayload)
    {
        _maxPayload = maxPayload;
        ReservePrefix(_buffer);
    }

    /// <summary>What the serializer wrote.</summary>
    /// <exception cref="InvalidOperationException">The serializer did not complete the message.</exception>
    public ReadOnlyMemory<byte> CompletedPayload => _complete
        ? _buffer.Written[PrefixLength..]
        : throw new InvalidOperationException("The serializer returned without completing the message.");

    public override IBufferWriter<byte> GetBufferWriter() => this;

    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the message is over the limit.</exception>
    public override void SetPayloadLength(int payloadLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(payloadLength);
        RefuseOverLimit(payloadLength);
        _buffer.MakeRoom(payloadLength);
    }

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        RefuseOverLimit(payload.Length);
        _buffer.Write(payload);
        Complete();
    }

    public override void Complete()
    {
        if (_complete)
            throw new InvalidOperationException("The message was completed before.");
        _complete = true;
    }

    public void Advance(int count)
    {
        _buffer.Advance(count);
        RefuseOverLimit(_buffer.Length - PrefixLength);
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    /// <summary>The frame as it travels, uncompressed.</summary>
    public ReadOnlyMemory<byte> Seal()
    {
        WritePrefix(compressed: false, CompletedPayload.Length);
        return _buffer.Written;
    }

    /// <summary>The frame as it travels, with its payload gzipped; an empty payload stays as it is.</summary>
    public ReadOnlyMemory<byte> SealGzipped(CompressionLevel level)
    {
        var plain = CompletedPayload;
        // Compressing nothing would give nothing, which is no gzip data.
        if (plain.IsEmpty)
            return Seal();
        var packed = new PooledBuffer();
        ReservePrefix(packed);
        using (var gzip = new GZipStream(new BufferWriteStream(packed), level))
            gzip.Write(plain.Span);
        _buffer.Dispose();
        _buffer = packed;
        WritePrefix(compressed: true, packed.Length - PrefixLength);
        return packed.Written;
    }

    public void Dispose() => _buffer.Dispose();

    private static void ReservePrefix(PooledBuffer buffer)
    {
        buffer.MakeRoom(PrefixLength);
        buffer.Advance(PrefixLength);
    }

    private void WritePrefix(bool compressed, int length)
    {
        var prefix = _buffer.WrittenSpan;
        prefix[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(prefix[1..], (uint)length);
    }

    private void RefuseOverLimit(int length)
    {
        if (length > _maxPayload)
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted,
                $"The message to send is over the limit of {_maxPayload} bytes."));
        }
    }
}
