using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AcpFleet.Agent.Netlink;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>Addresses from /proc/net/if_inet6 and fib_trie, for trees and where netlink is refused.</summary>
internal static class ProcAddresses
{
    private const byte ScopeGlobal = 0;
    private const byte ScopeSite = 200;
    private const byte ScopeLink = 253;
    private const byte ScopeHost = 254;

    internal static List<AddressMessage> ParseIPv6(string text)
    {
        var addresses = new List<AddressMessage>();
        foreach (var line in new TextLines(text))
        {
            var fields = new Fields(line);
            var address = HexAddress.FromBytes(fields.Next());
            if (address is null || !HexAddress.TryHex(fields.Next(), out var index) || !HexAddress.TryHex(fields.Next(), out var length)
                || !HexAddress.TryHex(fields.Next(), out var scope) || length > 128 || index > int.MaxValue)
            {
                continue;
            }

            addresses.Add(new AddressMessage((int)index, address, (byte)length, ScopeOf(scope), null));
        }

        return addresses;
    }

    /// <summary>The node's own IPv4 addresses: the leaves of fib_trie that are local hosts.</summary>
    internal static List<IPAddress> ParseFibTrie(string text)
    {
        var addresses = new List<IPAddress>();
        IPAddress? leaf = null;
        foreach (var line in new TextLines(text))
        {
            var trimmed = line.TrimStart(' ');
            if (trimmed.StartsWith("|-- "))
                leaf = InternetAddress.TryParse(trimmed[4..].TrimEnd(), out var address) ? address : null;
            else if (leaf is not null && trimmed.StartsWith("/32 host LOCAL") && !addresses.Contains(leaf) && addresses.Count < 1024)
                addresses.Add(leaf);
        }

        return addresses;
    }

    /// <summary>
    /// Gives each IPv4 address the interface and prefix of the narrowest route without a gateway that holds it; fib_trie
    /// itself names neither. Loopback needs no route. An address that no route holds is passed over.
    /// </summary>
    internal static List<AddressMessage> Attach(List<IPAddress> addresses, List<RouteMessage> routes, int loopbackIndex)
    {
        var attached = new List<AddressMessage>();
        foreach (var address in addresses)
        {
            if (IPAddress.IsLoopback(address))
            {
                attached.Add(new AddressMessage(loopbackIndex, address, 8, ScopeHost, null));
                continue;
            }

            RouteMessage? narrowest = null;
            foreach (var route in routes)
            {
                if (route is { PrefixLength: > 0, Index: not null } && (route.Gateway is null || route.Gateway.Equals(IPAddress.Any))
                    && route.Destination.AddressFamily == AddressFamily.InterNetwork
                    && new IPNetwork(route.Destination, route.PrefixLength).Contains(address)
                    && (narrowest is null || route.PrefixLength > narrowest.PrefixLength))
                {
                    narrowest = route;
                }
            }

            if (narrowest is not null)
                attached.Add(new AddressMessage(narrowest.Index!.Value, address, narrowest.PrefixLength, ScopeGlobal, null));
        }

        return attached;
    }

    internal static bool TryNumber(string? text, out int number) =>
        int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    // The kernel's IPV6_ADDR scope bits, as if_inet6 shows them.
    private static byte ScopeOf(uint bits) => (bits & 0xF0) switch
    {
        0x10 => ScopeHost,
        0x20 => ScopeLink,
        0x40 => ScopeSite,
        _ => ScopeGlobal,
    };
}
