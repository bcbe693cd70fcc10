using System.Buffers.Binary;
using System.IO.Compression;

namespace AcpFleet.Grpc.Tests.Wire;

/// <summary>Length-prefixed messages made by hand, right and wrong.</summary>
internal static class Frames
{
    public static byte[] Of(byte[] payload, byte flag = 0) => [.. Prefix((uint)payload.Length, flag), .. payload];

    public static byte[] Prefix(uint length, byte flag = 0)
    {
        var prefix = new byte[5];
        prefix[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(prefix.AsSpan(1), length);
        return prefix;
    }

    public static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(plain);
        return packed.ToArray();
    }

    /// <summary>A valid echo request whose payload is zeros, gzipped without ever holding it: about a thousandth of its size.</summary>
    public static byte[] Bomb(long inflatedLength)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.WriteByte(0x0A); // field 1, bytes
            for (var rest = inflatedLength; ; rest >>= 7)
            {
                gzip.WriteByte((byte)(rest > 0x7F ? (rest & 0x7F) | 0x80 : rest));
                if (rest <= 0x7F)
                    break;
            }
            var zeros = new byte[1 << 16];
            for (var written = 0L; written < inflatedLength; written += zeros.Length)
                gzip.Write(zeros, 0, (int)Math.Min(zeros.Length, inflatedLength - written));
        }
        return packed.ToArray();
    }
}
