using System.Globalization;
using System.Net;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Netlink;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>
/// Sockets that listen (TCP) or are bound without a peer (UDP) in the agent's network namespace, with their owners.
/// By socket diagnosis, which tells listeners alone and in microseconds whatever else is open; from /proc/net below a
/// captured root or where that is refused.
/// </summary>
internal sealed class ListenerReader(HostRoot root, TimeProvider timeProvider)
{
    private const int MaxSockets = 32768;
    private const int FirstUsualEphemeralPort = 32768;

    private static readonly (string Name, byte Family, byte Protocol)[] Tables =
    [
        ("tcp", SocketMessage.IPv4, SocketMessage.Tcp), ("tcp6", SocketMessage.IPv6, SocketMessage.Tcp),
        ("udp", SocketMessage.IPv4, SocketMessage.Udp), ("udp6", SocketMessage.IPv6, SocketMessage.Udp),
    ];

    private readonly SocketOwners _owners = new(root, timeProvider);

    internal void Collect(SectionDraft draft)
    {
        INetlinkChannel? channel = null;
        if (root.IsLive)
            _ = NetlinkChannel.Open(NetlinkChannel.SocketDiagnosis, out channel);
        using var opened = channel;

        var found = new List<(string Protocol, SocketMessage Socket)>();
        var ephemeral = EphemeralPorts();
        foreach (var (name, family, protocol) in Tables)
        {
            if (Sockets(draft, channel, name, family, protocol) is not { } sockets)
                continue;
            foreach (var socket in sockets)
            {
                if (protocol == SocketMessage.Tcp || IsServer(socket, ephemeral))
                    found.Add((name, socket));
            }
        }

        var inodes = new HashSet<uint>();
        foreach (var (_, socket) in found)
        {
            if (socket.Inode != 0)
                inodes.Add(socket.Inode);
        }

        var owners = _owners.Find(inodes, out var complete);
        draft.Section.Network.OwnersComplete = complete;
        draft.Section.Network.Listeners.Add(Facts(found, owners));
    }

    private List<SocketMessage>? Sockets(SectionDraft draft, INetlinkChannel? channel, string name, byte family, byte protocol)
    {
        if (channel is not null)
        {
            var states = protocol == SocketMessage.Tcp ? SocketMessage.Listening : SocketMessage.Unconnected;
            var body = SocketMessage.RequestBody(family, protocol, states);
            if (NetlinkDump.Run<SocketMessage>(channel, SocketMessage.Request, body, SocketMessage.Parse, MaxSockets).Value is { } sockets)
                return sockets;
        }

        var path = "/proc/net/" + name;
        var read = root.ReadText(path, 64 << 20);
        if (read.TryGet(out var text, out var failure))
            return ProcSockets.Parse(text, protocol == SocketMessage.Udp);
        // A kernel without IPv6 has no such files, but then none of them.
        if (!failure.IsMissing || family == SocketMessage.IPv4 || root.Exists("/proc/net/if_inet6"))
            draft.Fail(path, failure, "listeners");
        return null;
    }

    // Clients' sockets look like servers': bound and without a peer. They come and go on ports that the kernel picks.
    private static bool IsServer(SocketMessage socket, (int First, int Last) ephemeral) =>
        socket.Port != 0 && socket.RemotePort == 0 && (socket.Port < ephemeral.First || socket.Port > ephemeral.Last);

    private (int First, int Last) EphemeralPorts()
    {
        const int usualLast = 60999;
        if (root.ReadText("/proc/sys/net/ipv4/ip_local_port_range", HostRoot.ValueCap).Value is not { } text)
            return (FirstUsualEphemeralPort, usualLast);
        var fields = new Fields(text.AsSpan().TrimEnd('\n'));
        return int.TryParse(fields.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(fields.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            // A node tuned to take ports from 1024 up still has its servers there: they must not be hidden.
            ? (Math.Max(first, FirstUsualEphemeralPort), last)
            : (FirstUsualEphemeralPort, usualLast);
    }

    /// <summary>Sorted by protocol, address, port and process; several sockets of one process on one port are one listener.</summary>
    internal static IEnumerable<ListeningSocket> Facts(
        List<(string Protocol, SocketMessage Socket)> found, Dictionary<uint, SocketOwner> owners)
    {
        var listeners = new List<ListeningSocket>(found.Count);
        foreach (var (protocol, socket) in found)
        {
            var listener = new ListeningSocket { Protocol = protocol, Address = socket.Address.ToString(), Port = socket.Port };
            if (owners.TryGetValue(socket.Inode, out var owner))
            {
                listener.Pid = (uint)owner.Pid;
                if (owner.Process is not null)
                    listener.Process = owner.Process;
                if (owner.Unit is not null)
                    listener.Unit = owner.Unit;
            }

            if (socket.OnlyIPv6 is { } only && socket.Address.Equals(IPAddress.IPv6Any))
                listener.DualStack = !only;
            listeners.Add(listener);
        }

        listeners.Sort(Compare);
        for (var i = 0; i < listeners.Count; i++)
        {
            if (i == 0 || !listeners[i].Equals(listeners[i - 1]))
                yield return listeners[i];
        }
    }

    private static int Compare(ListeningSocket a, ListeningSocket b)
    {
        var order = string.CompareOrdinal(a.Protocol, b.Protocol);
        if (order == 0)
            order = string.CompareOrdinal(a.Address, b.Address);
        if (order == 0)
            order = a.Port.CompareTo(b.Port);
        return order != 0 ? order : a.Pid.CompareTo(b.Pid);
    }
}
