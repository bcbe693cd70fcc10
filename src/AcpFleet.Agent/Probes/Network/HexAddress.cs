using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>The hexadecimal forms in which files of /proc/net write addresses.</summary>
internal static class HexAddress
{
    /// <summary>
    /// 8 or 32 digits as 32-bit words of the machine's (little-endian) byte order, as /proc/net/tcp and route write them.
    /// </summary>
    internal static IPAddress? FromWords(ReadOnlySpan<char> digits)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (digits.Length is not (8 or 32))
            return null;
        for (var i = 0; i < digits.Length / 8; i++)
        {
            if (!uint.TryParse(digits.Slice(i * 8, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var word))
                return null;
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[(i * 4)..], word);
        }

        return new IPAddress(bytes[..(digits.Length / 2)]);
    }

    /// <summary>32 digits in the address's own order, as /proc/net/if_inet6 and ipv6_route write them.</summary>
    internal static IPAddress? FromBytes(ReadOnlySpan<char> digits)
    {
        Span<byte> bytes = stackalloc byte[16];
        return digits.Length == 32 && Convert.FromHexString(digits, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? new IPAddress(bytes)
            : null;
    }

    internal static bool TryHex(ReadOnlySpan<char> digits, out uint value) =>
        uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
