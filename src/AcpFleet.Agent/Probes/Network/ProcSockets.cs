using System.Globalization;
using AcpFleet.Agent.Netlink;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>Sockets from /proc/net/{tcp,tcp6,udp,udp6}: for trees and where socket diagnosis is refused.</summary>
internal static class ProcSockets
{
    private const uint Listen = 10;
    private const uint Closed = 7;

    /// <param name="text">The file.</param>
    /// <param name="udp">Whether it is one of the UDP files, where "listening" is to be bound without a peer.</param>
    internal static List<SocketMessage> Parse(string text, bool udp)
    {
        var sockets = new List<SocketMessage>();
        foreach (var line in new TextLines(text))
        {
            var fields = new Fields(line);
            fields.Next(); // "0:"
            var local = fields.Next();
            var remote = fields.Next();
            if (!HexAddress.TryHex(fields.Next(), out var state) || state != (udp ? Closed : Listen))
                continue;
            for (var i = 0; i < 5; i++)
                fields.Next();
            if (!uint.TryParse(fields.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var inode))
                continue;
            var colon = local.IndexOf(':');
            var remoteColon = remote.IndexOf(':');
            if (colon < 0 || remoteColon < 0 || HexAddress.FromWords(local[..colon]) is not { } address
                || !HexAddress.TryHex(local[(colon + 1)..], out var port) || !HexAddress.TryHex(remote[(remoteColon + 1)..], out var remotePort)
                || port > ushort.MaxValue || remotePort > ushort.MaxValue)
            {
                continue;
            }

            sockets.Add(new SocketMessage(address, (ushort)port, (ushort)remotePort, inode, null));
        }

        return sockets;
    }
}
