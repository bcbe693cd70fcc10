using System.Globalization;
using System.Net;
using System.Numerics;
using AcpFleet.Agent.Netlink;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>Routes from /proc/net/route and ipv6_route: the main table only, for trees and where netlink is refused.</summary>
internal static class ProcRoutes
{
    private const uint Up = 0x1;
    private const uint Reject = 0x200;
    private const uint Anycast = 0x100000;
    private const uint Local = 0x80000000;
    private const byte Unicast = 1;
    private const byte Unreachable = 7;
    private const uint MainTable = 254;

    /// <param name="text">The file.</param>
    /// <param name="indexOf">The index of an interface by its name.</param>
    internal static List<RouteMessage> ParseIPv4(string text, Func<string, int> indexOf)
    {
        var routes = new List<RouteMessage>();
        foreach (var line in new TextLines(text))
        {
            var fields = new Fields(line);
            var name = fields.Next();
            var destination = HexAddress.FromWords(fields.Next());
            var gateway = HexAddress.FromWords(fields.Next());
            if (destination is null || gateway is null || !HexAddress.TryHex(fields.Next(), out var flags) || (flags & Up) == 0)
                continue;
            fields.Next();
            fields.Next();
            if (!uint.TryParse(fields.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var metric) || !HexAddress.TryHex(fields.Next(), out var mask))
                continue;
            // A blackhole has no flag of its own, but no interface either.
            var rejected = (flags & Reject) != 0 || name is "*";
            routes.Add(new RouteMessage(
                destination, (byte)BitOperations.PopCount(mask), rejected ? Unreachable : Unicast, MainTable,
                rejected ? null : gateway, rejected ? null : indexOf(name.ToString()), metric == 0 ? null : metric));
        }

        return routes;
    }

    /// <inheritdoc cref="ParseIPv4"/>
    internal static List<RouteMessage> ParseIPv6(string text, Func<string, int> indexOf)
    {
        var routes = new List<RouteMessage>();
        foreach (var line in new TextLines(text))
        {
            var fields = new Fields(line);
            var destination = HexAddress.FromBytes(fields.Next());
            if (destination is null || !HexAddress.TryHex(fields.Next(), out var length) || length > 128)
                continue;
            fields.Next();
            fields.Next();
            var gateway = HexAddress.FromBytes(fields.Next());
            if (!HexAddress.TryHex(fields.Next(), out var metric))
                continue;
            fields.Next();
            fields.Next();
            if (!HexAddress.TryHex(fields.Next(), out var flags))
                continue;
            // The node's own addresses, multicast, and the entry that ends the table are no routes to anywhere.
            if ((flags & (Local | Anycast)) != 0 || destination.IsIPv6Multicast || ((flags & Reject) != 0 && metric == uint.MaxValue))
                continue;
            var rejected = (flags & Reject) != 0;
            routes.Add(new RouteMessage(
                destination, (byte)length, rejected ? Unreachable : Unicast, MainTable,
                gateway is null || gateway.Equals(IPAddress.IPv6Any) ? null : gateway, indexOf(fields.Next().ToString()), metric));
        }

        return routes;
    }
}
