using System.Net;
using AcpFleet.Agent.Netlink;
using AcpFleet.Agent.Probes.Network;
using AcpFleet.TestKit;

namespace AcpFleet.Agent.Tests.Probes.Network;

public sealed class ProcTextTests
{
    [Fact]
    public void ParseIPv4_Table_GivesRoutesThatAreUp()
    {
        const string text = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
            + "eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
            + "eth0\t000010AC\t00000000\t0001\t0\t0\t0\t0000F0FF\t0\t0\t0\n"
            + "*\t0000000A\t00000000\t0201\t0\t0\t0\t000000FF\t0\t0\t0\n"
            + "*\t0000000C\t00000000\t0001\t0\t0\t0\t000000FF\t0\t0\t0\n"
            + "eth0\t0000000B\t00000000\t0000\t0\t0\t0\t000000FF\t0\t0\t0\n";

        var routes = ProcRoutes.ParseIPv4(text, _ => 2);

        routes.ShouldBe(
        [
            new RouteMessage(IPAddress.Any, 0, 1, 254, IPAddress.Parse("192.0.2.1"), 2, 100),
            new RouteMessage(IPAddress.Parse("172.16.0.0"), 12, 1, 254, IPAddress.Any, 2, null),
            new RouteMessage(IPAddress.Parse("10.0.0.0"), 8, 7, 254, null, null, null),
            new RouteMessage(IPAddress.Parse("12.0.0.0"), 8, 7, 254, null, null, null),
        ]);
    }

    [Fact]
    public void ParseIPv6_CapturedTable_LeavesOutTheNodesOwnAndTheEnd()
    {
        var routes = ProcRoutes.ParseIPv6(File.ReadAllText(FixtureTree.Path("debian-12") + "/proc/net/ipv6_route"), _ => 4);

        routes.Select(route => $"{route.Destination}/{route.PrefixLength} {route.Gateway} {route.Metric}")
            .ShouldBe(["fd00::/64  256", "fe80::/64  256", "::/0 fd00::1 1024"]);
    }

    [Fact]
    public void ParseFibTrie_CapturedTable_GivesTheNodesAddresses() =>
        ProcAddresses.ParseFibTrie(File.ReadAllText(FixtureTree.Path("debian-12") + "/proc/net/fib_trie"))
            .ShouldBe([IPAddress.Parse("127.0.0.1"), IPAddress.Parse("192.0.2.2")]);

    [Fact]
    public void ParseIPv6Addresses_CapturedTable_HasLengthAndScope() =>
        ProcAddresses.ParseIPv6(File.ReadAllText(FixtureTree.Path("debian-12") + "/proc/net/if_inet6"))
            .Select(address => $"{address.Index} {address.Address}/{address.PrefixLength} {address.Scope}")
            .ShouldBe(["4 fe80::fc:ff:fe00:1/64 253", "4 fd00::2/64 0", "1 ::1/128 254"]);

    [Fact]
    public void ParseSockets_States_OnlyListenersAndUdpWithoutPeer()
    {
        const string tcp = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
            + "   0: 0100007F:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 21001 1 0\n"
            + "   1: 0100007F:0017 0100007F:A000 01 00000000:00000000 00:00000000 00000000     0        0 21002 1 0\n";

        ProcSockets.Parse(tcp, udp: false).ShouldBe([new SocketMessage(IPAddress.Loopback, 22, 0, 21001, null)]);
    }

    [Fact]
    public void ParseSockets_IPv6_HasTheAddressInOrder() =>
        ProcSockets.Parse("0: B80D0120000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 7 1 0\n", udp: false)
            .ShouldHaveSingleItem().Address.ShouldBe(IPAddress.Parse("2001:db8::1"));
}
