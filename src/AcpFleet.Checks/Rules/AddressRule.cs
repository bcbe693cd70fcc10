using System.Net;
using System.Net.Sockets;

namespace AcpFleet.Checks.Rules;

/// <summary>Addresses as text, strictly: what <see cref="IPAddress.TryParse(string, out IPAddress)"/> takes on top is refused.</summary>
internal static class AddressRule
{
    /// <summary>Dotted decimal IPv4, or IPv6 without a zone. <c>1.2</c>, <c>0x7f.1</c> and <c>010.0.0.1</c> are refused.</summary>
    public static bool TryParse(string? text, out IPAddress address)
    {
        address = IPAddress.None;
        if (string.IsNullOrEmpty(text) || text.Length > 45 || text.AsSpan().IndexOfAnyExcept("0123456789abcdefABCDEF.:") >= 0) return false;
        if (!IPAddress.TryParse(text, out var parsed)) return false;
        if (parsed.AddressFamily == AddressFamily.InterNetwork && parsed.ToString() != text) return false;
        address = parsed;
        return true;
    }

    public static bool IsIpv6(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>What the guide forbids as a node's address: loopback, multicast, link-local, all-zero, broadcast. Null: none of them.</summary>
    public static (string En, string Zh)? Refused(IPAddress address)
    {
        if (IPAddress.IsLoopback(address)) return ("a loopback address", "回环地址");
        if (IsIpv6(address))
        {
            if (address.IsIPv4MappedToIPv6) return ("an IPv4 address written as IPv6", "以 IPv6 形式书写的 IPv4 地址");
            if (address.IsIPv6Multicast) return ("a multicast address", "多播地址");
            if (address.IsIPv6LinkLocal) return ("a link-local address", "链路本地地址");
            return address.Equals(IPAddress.IPv6Any) ? ("the all-zero address", "全 0 地址") : null;
        }

        Span<byte> octets = stackalloc byte[4];
        address.TryWriteBytes(octets, out _);
        return octets switch
        {
            [>= 224 and <= 239, ..] => ("a multicast address", "多播地址"),
            [169, 254, ..] => ("a link-local address", "链路本地地址"),
            [0, 0, 0, 0] => ("the all-zero address", "全 0 地址"),
            [255, 255, 255, 255] => ("the broadcast address", "广播地址"),
            _ => null,
        };
    }
}
