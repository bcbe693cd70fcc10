using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace AcpFleet.TestBed.Beds;

/// <summary>Which addresses this machine already reaches in some way of its own.</summary>
internal static class AddressRange
{
    private const uint Mask24 = 0xFFFFFF00;

    /// <summary>Whether a route other than the default one meets the /24 around an address.</summary>
    public static bool IsInUse(string address)
    {
        var wanted = BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(address).GetAddressBytes());
        foreach (var line in File.ReadLines("/proc/net/route").Skip(1))
        {
            var fields = line.Split('\t');
            var destination = BigEndian(fields[1]);
            var mask = BigEndian(fields[7]);
            var common = mask & Mask24;
            if (mask != 0 && (destination & common) == (wanted & common))
                return true;
        }

        return false;
    }

    /// <summary>The kernel prints the bytes of an address as one number of the machine's order.</summary>
    private static uint BigEndian(string hex) => BinaryPrimitives.ReverseEndianness(uint.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
