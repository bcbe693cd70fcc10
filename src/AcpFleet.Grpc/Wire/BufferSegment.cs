using System.Buffers;

namespace Grpc.Wire;

/// <summary>One block in a chain of blocks.</summary>
internal sealed class BufferSegment : ReadOnlySequenceSegment<byte>
{
    public BufferSegment(ReadOnlyMemory<byte> memory, BufferSegment? previous)
    {
        Memory = memory;
        if (previous is null)
            return;
        RunningIndex = previous.RunningIndex + previous.Memory.Length;
        previous.Next = this;
    }
}
