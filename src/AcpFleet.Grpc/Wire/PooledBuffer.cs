using System.Buffers;

namespace Grpc.Wire;

/// <summary>A growing buffer from the shared array pool. After <see cref="Dispose"/> nothing taken from it may be used.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int SmallestRent = 256;

    private byte[] _array = [];
    private int _written;

    public int Length => _written;

    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, _written);

    public Span<byte> WrittenSpan => _array.AsSpan(0, _written);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - _written);
        _written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return _array.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Makes room for so many more bytes, in one step.</summary>
    public void MakeRoom(int more)
    {
        if (_array.Length - _written >= more)
            return;
        var wanted = checked(_written + more);
        var doubled = (int)Math.Min(Math.Max(2L * _array.Length, SmallestRent), Array.MaxLength);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(wanted, doubled));
        WrittenSpan.CopyTo(larger);
        GiveBack();
        _array = larger;
    }

    public void Dispose()
    {
        GiveBack();
        _array = [];
        _written = 0;
    }

    private void GiveBack()
    {
        if (_array.Length > 0)
            ArrayPool<byte>.Shared.Return(_array);
    }
}
