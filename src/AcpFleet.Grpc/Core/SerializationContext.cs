using System.Buffers;

namespace Grpc.Core;

/// <summary>
/// Takes the bytes of one message: either <see cref="Complete(byte[])"/>, or <see cref="SetPayloadLength"/> (optional),
/// <see cref="GetBufferWriter"/> and <see cref="Complete()"/>.
/// </summary>
public abstract class SerializationContext
{
    /// <summary>Hands over the whole message. The array belongs to the context from here on.</summary>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Announces how many bytes will be written, so that a message over the limit is refused before it is made.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    public virtual void Complete() => throw new NotImplementedException();
}
