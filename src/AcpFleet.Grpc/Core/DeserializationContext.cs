using System.Buffers;

namespace Grpc.Core;

/// <summary>The bytes of one received message. Valid only while the message is being decoded.</summary>
public abstract class DeserializationContext
{
    /// <summary>Bytes of the message after decompression.</summary>
    public abstract int PayloadLength { get; }

    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotImplementedException();
}
