using System.Buffers;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>A received message in the hands of its deserializer.</summary>
internal sealed class ReceivedPayload(ReadOnlySequence<byte> payload) : DeserializationContext
{
    public override int PayloadLength => checked((int)payload.Length);

    public override byte[] PayloadAsNewBuffer() => payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => payload;
}
