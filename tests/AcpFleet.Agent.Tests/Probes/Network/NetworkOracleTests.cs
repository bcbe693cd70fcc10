using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Network;
using AcpFleet.Agent.Tests.Facts;
using AcpFleet.Agent.Tests.Programs;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.Agent.Tests.Probes.Network;

/// <summary>What the probe reads by netlink, against ip and ss, which others wrote.</summary>
public sealed class NetworkOracleTests
{
    [SkippableFact]
    public async Task CollectAsync_Interfaces_AgreeWithIp()
    {
        var facts = (await NetworkProbeTests.CollectAsync("/")).Network;

        Interfaces(facts).ShouldBe(IpAddresses(await RealProgram.OutputAsync("ip", "-j", "addr")));
    }

    [SkippableFact]
    public async Task CollectAsync_Routes_AgreeWithIp()
    {
        var facts = (await NetworkProbeTests.CollectAsync("/")).Network;

        Routes(facts).ShouldBe(await IpRoutesAsync([]));
    }

    [SkippableFact]
    public async Task CollectAsync_Listeners_AgreeWithSs()
    {
        using var tcp = Listen(IPAddress.Loopback);
        using var tcp6 = Listen(IPAddress.IPv6Loopback);
        var own = new[] { Text("tcp", tcp), Text("tcp6", tcp6) };

        var facts = (await NetworkProbeTests.CollectAsync("/")).Network;

        var found = facts.Listeners.Where(socket => socket.Protocol is "tcp" or "tcp6").Select(Text).Order(StringComparer.Ordinal).ToList();
        found.ShouldContain(own[0]);
        found.ShouldContain(own[1]);
        var listed = SsListeners(await RealProgram.OutputAsync("ss", "-Hltnp"));
        listed.ShouldContain(own[0]);
        // Other tests of this process listen and stop meanwhile: what both saw of other processes must be the same.
        Others(found).ShouldBe(Others(listed));
    }

    [Fact]
    public async Task CollectAsync_OwnListeners_AreNamedByProcess()
    {
        using var any6 = Listen(IPAddress.IPv6Any, dualMode: true);
        using var only6 = Listen(IPAddress.IPv6Any, dualMode: false);
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));

        var facts = (await NetworkProbeTests.CollectAsync("/")).Network;

        var dual = facts.Listeners.Single(socket => socket.Protocol == "tcp6" && socket.Port == PortOf(any6));
        dual.Address.ShouldBe("::");
        dual.DualStack.ShouldBeTrue();
        dual.Pid.ShouldBe((uint)Environment.ProcessId);
        dual.Process.ShouldBe((await File.ReadAllTextAsync("/proc/self/comm")).TrimEnd());
        facts.Listeners.Single(socket => socket.Protocol == "tcp6" && socket.Port == PortOf(only6)).DualStack.ShouldBeFalse();
        facts.OwnersComplete.ShouldBe(Environment.IsPrivilegedProcess);
    }

    [Fact]
    public void Find_SocketClosedAndAnotherOpened_TellsTheNewOne()
    {
        var owners = new SocketOwners(new HostRoot(), TimeProvider.System);
        uint first;
        using (var socket = Listen(IPAddress.Loopback))
        {
            first = InodeOf(socket);
            owners.Find([first], out _)[first].Pid.ShouldBe(Environment.ProcessId);
            owners.Find([first], out _)[first].Pid.ShouldBe(Environment.ProcessId);
        }

        using var second = Listen(IPAddress.Loopback);
        var inode = InodeOf(second);
        var found = owners.Find([first, inode], out _);

        found.ShouldNotContainKey(first);
        found[inode].Pid.ShouldBe(Environment.ProcessId);
    }

    /// <summary>A namespace with everything in it that the machine itself lacks.</summary>
    [SkippableFact]
    public async Task CollectAsync_NamespaceWithBridgesAndOddRoutes_AgreesWithIp()
    {
        RequiredPart.NeedRoot();
        var name = $"acpfleet-{Random.Shared.Next(1_000_000)}";
        await RealProgram.OutputAsync("ip", "netns", "add", name);
        try
        {
            foreach (var line in (string[])
                     [
                         "link set lo up", "link add br0 type bridge", "link add v0 type veth peer name v1", "link set v0 master br0",
                         "link set v0 up", "link set v1 up", "link set br0 up", "addr add 172.18.0.1/16 dev br0", "addr add 10.9.0.1/24 dev v1",
                         "addr add 192.0.2.1 peer 192.0.2.2/32 dev v1", "-6 addr add 2001:db8:1::1/64 dev v1 nodad",
                         "link set v1 mtu 1280", "route add default via 10.9.0.254 metric 50", "route add blackhole 198.51.100.0/24",
                         "route add unreachable 203.0.113.0/24 metric 7", "route add 10.10.0.0/16 nexthop via 10.9.0.2 dev v1 nexthop via 10.9.0.3 dev v1",
                         "route add 10.11.0.0/16 via 10.9.0.4 table 100", "-6 route add default via 2001:db8:1::2", "-6 route add prohibit 2001:db8:2::/48",
                     ])
            {
                await RealProgram.OutputAsync("ip", ["-n", name, .. line.Split(' ')]);
            }

            var facts = FactsText.Network(await RealProgram.OutputAsync("ip", ["netns", "exec", name, .. Repository.Agent, "facts"]));

            Interfaces(facts).ShouldBe(IpAddresses(await RealProgram.OutputAsync("ip", "-n", name, "-j", "addr")));
            Routes(facts).ShouldBe(await IpRoutesAsync(["-n", name]));
            facts.Interfaces.Select(link => $"{link.Name} {link.Kind}").ShouldBe(["br0 bridge", "lo virtual", "v0 veth", "v1 veth"]);
            facts.Routes.Select(route => route.Type).ShouldContain("blackhole");
            facts.Routes.Count(route => route.Destination == "10.10.0.0/16").ShouldBe(2);
        }
        finally
        {
            await RealProgram.OutputAsync("ip", "netns", "del", name);
        }
    }

    private static List<string> Interfaces(NetworkFacts facts) =>
        [.. facts.Interfaces.Select(link => $"{link.Name} {link.Index} {link.Mac} {link.Mtu} {link.Up}: "
            + string.Join(", ", link.Addresses.Select(own => $"{own.Address}/{own.PrefixLength} {own.Scope} {own.Peer}".TrimEnd()).Order(StringComparer.Ordinal)))];

    private static List<string> IpAddresses(string json)
    {
        var lines = new List<string>();
        foreach (var link in JsonDocument.Parse(json).RootElement.EnumerateArray())
        {
            if (!link.TryGetProperty("ifname", out var name))
                continue;
            var addresses = link.GetProperty("addr_info").EnumerateArray().Where(address => address.TryGetProperty("local", out _)).Select(address =>
                $"{address.GetProperty("local")}/{address.GetProperty("prefixlen")} {address.GetProperty("scope")} {(address.TryGetProperty("address", out var peer) ? peer : null)}".TrimEnd());
            var mac = link.GetProperty("address").GetString();
            var up = link.GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "UP");
            lines.Add($"{name} {link.GetProperty("ifindex")} {(mac == "00:00:00:00:00:00" ? "" : mac)} {link.GetProperty("mtu")} {up}: "
                + string.Join(", ", addresses.Order(StringComparer.Ordinal)));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static List<string> Routes(NetworkFacts facts) =>
        [.. facts.Routes.Select(route => $"{route.Destination} {route.Type} {route.Gateway} {route.Interface} {(route.HasMetric ? route.Metric : 0)} {route.Table}")
            .Order(StringComparer.Ordinal)];

    private static async Task<List<string>> IpRoutesAsync(string[] options)
    {
        var lines = new List<string>();
        (string, string, int)[] families = [("-4", "0.0.0.0/0", 32), ("-6", "::/0", 128)];
        foreach (var (family, any, bits) in families)
        {
            var json = await RealProgram.OutputAsync("ip", [.. options, family, "-j", "-N", "route", "show", "table", "all"]);
            foreach (var route in JsonDocument.Parse(json.Length == 0 ? "[]" : json).RootElement.EnumerateArray())
            {
                var table = Value(route, "table", "254");
                if (table == "255")
                    continue;
                var destination = Value(route, "dst", "") is "default" ? any : Value(route, "dst", "") is var dst && dst.Contains('/') ? dst : $"{dst}/{bits}";
                var type = Value(route, "type", "1");
                type = type switch { "1" => "unicast", "6" => "blackhole", "7" => "unreachable", "8" => "prohibit", _ => type };
                IEnumerable<JsonElement> hops = route.TryGetProperty("nexthops", out var several) ? several.EnumerateArray() : [route];
                foreach (var hop in hops)
                    lines.Add($"{destination} {type} {Value(hop, "gateway", "")} {Value(hop, "dev", "")} {Value(route, "metric", "0")} {table}");
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Value(JsonElement element, string name, string otherwise) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : otherwise;

    // LISTEN 0 128 127.0.0.1:34621 0.0.0.0:* users:(("python3",pid=5866,fd=3))
    private static List<string> SsListeners(string output)
    {
        var lines = new List<string>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var colon = fields[3].LastIndexOf(':');
            var address = fields[3][..colon];
            var six = address is "*" || address.Contains('[');
            address = address is "*" ? "::" : address.Trim('[', ']');
            var user = fields.Length > 5 ? fields[5] : "";
            var process = user.Contains("((\"", StringComparison.Ordinal) ? user.Split('"')[1] : "";
            var pid = user.Contains("pid=", StringComparison.Ordinal) ? user.Split("pid=")[1].Split(',')[0] : "0";
            lines.Add($"{(six ? "tcp6" : "tcp")} {address} {fields[3][(colon + 1)..]} {pid} {process}");
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static IEnumerable<string> Others(IEnumerable<string> lines) =>
        lines.Where(line => line.EndsWith(" 0 ", StringComparison.Ordinal) || line.Contains(" 22 ", StringComparison.Ordinal));

    private static string Text(ListeningSocket socket) => $"{socket.Protocol} {socket.Address} {socket.Port} {socket.Pid} {socket.Process}";

    private static string Text(string protocol, Socket socket) =>
        $"{protocol} {((IPEndPoint)socket.LocalEndPoint!).Address} {PortOf(socket)} {Environment.ProcessId} {File.ReadAllText("/proc/self/comm").TrimEnd()}";

    private static uint PortOf(Socket socket) => (uint)((IPEndPoint)socket.LocalEndPoint!).Port;

    private static Socket Listen(IPAddress address, bool dualMode = false)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            socket.DualMode = dualMode;
        socket.Bind(new IPEndPoint(address, 0));
        socket.Listen();
        return socket;
    }

    private static uint InodeOf(Socket socket)
    {
        var link = new FileInfo($"/proc/self/fd/{socket.Handle}").LinkTarget!;
        return uint.Parse(link["socket:[".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
