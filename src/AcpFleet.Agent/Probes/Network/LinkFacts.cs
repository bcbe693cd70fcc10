using System.Globalization;
using System.Net;
using AcpFleet.Agent.Netlink;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>Puts what the kernel says about links, addresses and routes into facts, sorted. Pure.</summary>
internal static class LinkFacts
{
    private static readonly string[] KnownKinds = ["bridge", "veth", "bond", "vlan", "tun"];

    // rtnetlink(7), rtm_type.
    private static readonly string[] RouteTypes =
        ["unspec", "unicast", "local", "broadcast", "anycast", "multicast", "blackhole", "unreachable", "prohibit", "throw", "nat", "xresolve"];

    /// <param name="links">All links.</param>
    /// <param name="addresses">All addresses; those of a link that is not among the links are passed over.</param>
    /// <param name="hasDevice">Whether a link of that name is on a device, which a virtual one is not.</param>
    internal static IEnumerable<Interface> Interfaces(
        IReadOnlyList<LinkMessage> links, IReadOnlyList<AddressMessage> addresses, Func<string, bool> hasDevice)
    {
        foreach (var link in links.OrderBy(link => link.Name, StringComparer.Ordinal))
        {
            var loopback = (link.Flags & LinkMessage.FlagLoopback) != 0;
            var facts = new Interface
            {
                Name = FactText.Name(link.Name),
                Index = (uint)link.Index,
                Up = (link.Flags & LinkMessage.FlagUp) != 0,
                Loopback = loopback,
                Kind = link.Kind is not null && Array.IndexOf(KnownKinds, link.Kind) >= 0 ? link.Kind
                    : link.Kind is null && !loopback && hasDevice(link.Name) ? "physical" : "virtual",
            };
            if (link.Mtu is { } mtu)
                facts.Mtu = mtu;
            if (link.HardwareAddress is { Length: 6 } mac && mac.AsSpan().ContainsAnyExcept((byte)0))
                facts.Mac = MacText(mac);
            facts.Addresses.Add(addresses.Where(address => address.Index == link.Index).Select(AddressFacts)
                .OrderBy(address => address.Address, StringComparer.Ordinal));
            yield return facts;
        }
    }

    /// <summary>Routes by destination, table, metric, gateway and interface.</summary>
    internal static IEnumerable<Route> Routes(IReadOnlyList<RouteMessage> routes, IReadOnlyDictionary<int, string> names) =>
        routes.Select(route => RouteFacts(route, names))
            .OrderBy(route => route.Destination, StringComparer.Ordinal).ThenBy(route => route.Table)
            .ThenBy(route => route.HasMetric ? route.Metric : 0).ThenBy(route => route.Gateway, StringComparer.Ordinal)
            .ThenBy(route => route.Interface, StringComparer.Ordinal);

    internal static string MacText(ReadOnlySpan<byte> address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address[0]:x2}:{address[1]:x2}:{address[2]:x2}:{address[3]:x2}:{address[4]:x2}:{address[5]:x2}");

    private static InterfaceAddress AddressFacts(AddressMessage message)
    {
        var facts = new InterfaceAddress
        {
            Address = message.Address.ToString(),
            PrefixLength = message.PrefixLength,
            // rtnetlink(7), ifa_scope.
            Scope = message.Scope switch { 0 => "global", 200 => "site", 253 => "link", 254 => "host", 255 => "nowhere", var other => other.ToString(CultureInfo.InvariantCulture) },
        };
        if (message.Peer is { } peer)
            facts.Peer = peer.ToString();
        return facts;
    }

    private static Route RouteFacts(RouteMessage message, IReadOnlyDictionary<int, string> names)
    {
        var facts = new Route
        {
            Destination = string.Create(CultureInfo.InvariantCulture, $"{message.Destination}/{message.PrefixLength}"),
            Table = message.Table,
            Type = message.Type < RouteTypes.Length ? RouteTypes[message.Type] : message.Type.ToString(CultureInfo.InvariantCulture),
        };
        if (message.Gateway is { } gateway && !gateway.Equals(IPAddress.Any) && !gateway.Equals(IPAddress.IPv6Any))
            facts.Gateway = gateway.ToString();
        if (message.Index is { } index)
            facts.Interface = names.TryGetValue(index, out var name) ? FactText.Name(name) : string.Create(CultureInfo.InvariantCulture, $"if{index}");
        if (message.Metric is { } metric)
            facts.Metric = metric;
        return facts;
    }
}
