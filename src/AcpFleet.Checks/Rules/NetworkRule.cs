using System.Net;

namespace AcpFleet.Checks.Rules;

/// <summary>Networks in CIDR notation.</summary>
internal static class NetworkRule
{
    public static bool Overlap(IPNetwork left, IPNetwork right) =>
        left.BaseAddress.AddressFamily == right.BaseAddress.AddressFamily
        && (left.Contains(right.BaseAddress) || right.Contains(left.BaseAddress));

    /// <summary>The address with the bits behind the prefix cleared.</summary>
    public static IPAddress Base(IPAddress address, int prefixLength)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefixLength; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
