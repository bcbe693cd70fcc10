using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>
/// A gzipped message unpacked into pooled blocks. Unpacking stops as soon as the message proves larger than its limit:
/// never is more than one block beyond the limit allocated, whatever the data would inflate to.
/// </summary>
internal sealed class InflatedPayload : IDisposable
{
    private const int BlockSize = 32 * 1024;

    private readonly List<byte[]> _blocks = [];
    private int _lastBlockLength;

    private InflatedPayload()
    {
    }

    private long Length => _blocks.Count == 0 ? 0 : ((_blocks.Count - 1L) * BlockSize) + _lastBlockLength;

    /// <param name="maxLength">Largest inflated message in bytes; null: no limit but that of arrays.</param>
    /// <exception cref="WireException">RESOURCE_EXHAUSTED: over the limit. INTERNAL: no gzip data.</exception>
    public static InflatedPayload Inflate(ReadOnlySequence<byte> packed, int? maxLength)
    {
        var payload = new InflatedPayload();
        try
        {
            payload.Fill(packed, maxLength ?? Array.MaxLength);
            if (!EndsWithLength(packed, payload.Length))
                throw new InvalidDataException("The data ends before the gzip trailer.");
            return payload;
        }
        catch (InvalidDataException broken)
        {
            payload.Dispose();
            throw new WireException(StatusCode.Internal, "A received message is marked as gzip but is no valid gzip data.", broken);
        }
        catch
        {
            payload.Dispose();
            throw;
        }
    }

    public ReadOnlySequence<byte> AsSequence()
    {
        if (_blocks.Count <= 1)
            return _blocks.Count == 0 ? default : new(_blocks[0], 0, _lastBlockLength);
        var first = new BufferSegment(_blocks[0].AsMemory(0, BlockSize), previous: null);
        var last = first;
        for (var index = 1; index < _blocks.Count; index++)
        {
            var length = index == _blocks.Count - 1 ? _lastBlockLength : BlockSize;
            last = new BufferSegment(_blocks[index].AsMemory(0, length), last);
        }
        return new(first, 0, last, last.Memory.Length);
    }

    public void Dispose()
    {
        foreach (var block in _blocks)
            ArrayPool<byte>.Shared.Return(block);
        _blocks.Clear();
        _lastBlockLength = 0;
    }

    /// <summary>
    /// The stream of .NET takes data that was cut short for complete. The last four bytes of gzip data are the length
    /// of what it holds (RFC 1952, ISIZE). Some peers compress an empty message to nothing at all; let it pass.
    /// </summary>
    private static bool EndsWithLength(ReadOnlySequence<byte> packed, long length)
    {
        if (packed.Length < sizeof(uint))
            return packed.IsEmpty && length == 0;
        Span<byte> end = stackalloc byte[sizeof(uint)];
        packed.Slice(packed.Length - sizeof(uint)).CopyTo(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == (uint)length;
    }

    private void Fill(ReadOnlySequence<byte> packed, int maxLength)
    {
        using var gzip = new GZipStream(new SequenceReadStream(packed), CompressionMode.Decompress);
        while (true)
        {
            if (_blocks.Count == 0 || _lastBlockLength == BlockSize)
            {
                _blocks.Add(ArrayPool<byte>.Shared.Rent(BlockSize));
                _lastBlockLength = 0;
            }
            var read = gzip.Read(_blocks[^1].AsSpan(_lastBlockLength, BlockSize - _lastBlockLength));
            if (read == 0)
                return;
            _lastBlockLength += read;
            if (Length > maxLength)
            {
                throw new WireException(
                    StatusCode.ResourceExhausted,
                    $"A received message is over the limit of {maxLength} bytes after decompression.");
            }
        }
    }
}
