using System.Buffers.Binary;
using System.Net;

namespace AcpFleet.Agent.Netlink;

/// <summary>A route (RTM_NEWROUTE); one for each way of a route with several.</summary>
internal sealed record RouteMessage(IPAddress Destination, byte PrefixLength, byte Type, uint Table, IPAddress? Gateway, int? Index, uint? Metric)
{
    internal const ushort Request = 26; // RTM_GETROUTE
    internal const uint LocalTable = 255;
    private const ushort New = 24;
    private const int BodyLength = 12;  // struct rtmsg
    private const uint Cloned = 0x200;  // RTM_F_CLONED: a cache entry
    private const int NextHopLength = 8; // struct rtnexthop

    internal static ReadOnlySpan<byte> RequestBody => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    internal static void Parse(ushort type, ReadOnlySpan<byte> payload, List<RouteMessage> into)
    {
        if (type != New || payload.Length < BodyLength || payload[0] is not (2 or 10)
            || (BinaryPrimitives.ReadUInt32LittleEndian(payload[8..]) & Cloned) != 0)
        {
            return;
        }

        var family = payload[0];
        uint table = payload[4];
        uint? metric = null;
        int? index = null;
        IPAddress? gateway = null;
        var destination = family == 2 ? IPAddress.Any : IPAddress.IPv6Any;
        ReadOnlySpan<byte> hops = default;
        var attributes = new NetlinkAttributes(payload[BodyLength..]);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case 1: destination = AddressMessage.AddressOf(family, attributes.Value) ?? destination; break;
                case 4: index = (int?)attributes.Number; break;
                case 5: gateway = AddressMessage.AddressOf(family, attributes.Value); break;
                case 6: metric = attributes.Number; break;
                case 9: hops = attributes.Value; break;
                case 15: table = attributes.Number ?? table; break;
                case 18: gateway = Via(attributes.Value); break;
            }
        }

        // The local table holds the node's own addresses and broadcasts, which are no routes to anywhere.
        if (table == LocalTable)
            return;
        var route = new RouteMessage(destination, payload[1], payload[7], table, gateway, index, metric);
        if (hops.IsEmpty)
            into.Add(route);
        else
            AddHops(route, family, hops, into);
    }

    private static void AddHops(RouteMessage route, byte family, ReadOnlySpan<byte> hops, List<RouteMessage> into)
    {
        while (hops.Length >= NextHopLength)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(hops);
            if (length < NextHopLength || length > hops.Length)
                return;
            IPAddress? gateway = null;
            var attributes = new NetlinkAttributes(hops[NextHopLength..length]);
            while (attributes.MoveNext())
            {
                if (attributes.Type == 5)
                    gateway = AddressMessage.AddressOf(family, attributes.Value);
                else if (attributes.Type == 18)
                    gateway = Via(attributes.Value);
            }

            into.Add(route with { Gateway = gateway, Index = BinaryPrimitives.ReadInt32LittleEndian(hops[4..]) });
            var aligned = (length + 3) & ~3;
            hops = aligned >= hops.Length ? default : hops[aligned..];
        }
    }

    // A gateway of the other family: struct rtvia, a family and an address.
    private static IPAddress? Via(ReadOnlySpan<byte> value) =>
        value.Length > 2 ? AddressMessage.AddressOf((byte)BinaryPrimitives.ReadUInt16LittleEndian(value), value[2..]) : null;
}
