using System.Buffers.Binary;
using System.Net;

namespace AcpFleet.Agent.Netlink;

/// <summary>A socket of the asked states (SOCK_DIAG_BY_FAMILY).</summary>
/// <param name="OnlyIPv6">Whether an IPv6 socket refuses IPv4; null: the kernel does not say.</param>
internal sealed record SocketMessage(IPAddress Address, ushort Port, ushort RemotePort, uint Inode, bool? OnlyIPv6)
{
    internal const ushort Request = 20; // SOCK_DIAG_BY_FAMILY
    private const int BodyLength = 72;  // struct inet_diag_msg
    private const int RequestLength = 56; // struct inet_diag_req_v2

    internal const byte IPv4 = 2;
    internal const byte IPv6 = 10;
    internal const byte Tcp = 6;
    internal const byte Udp = 17;

    /// <summary>TCP_LISTEN as a bit.</summary>
    internal const uint Listening = 1 << 10;

    /// <summary>TCP_CLOSE as a bit: what a bound UDP socket without a peer is in.</summary>
    internal const uint Unconnected = 1 << 7;

    internal static byte[] RequestBody(byte family, byte protocol, uint states)
    {
        var body = new byte[RequestLength];
        body[0] = family;
        body[1] = protocol;
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(4), states);
        return body;
    }

    internal static void Parse(ushort type, ReadOnlySpan<byte> payload, List<SocketMessage> into)
    {
        if (type != Request || payload.Length < BodyLength)
            return;
        var family = payload[0];
        var address = AddressMessage.AddressOf(family, payload.Slice(8, family == IPv4 ? 4 : 16));
        if (address is null)
            return;
        bool? onlyIPv6 = null;
        var attributes = new NetlinkAttributes(payload[BodyLength..]);
        while (attributes.MoveNext())
        {
            if (attributes.Type == 11 && attributes.Value.Length == 1) // INET_DIAG_SKV6ONLY
                onlyIPv6 = attributes.Value[0] != 0;
        }

        into.Add(new SocketMessage(
            address, BinaryPrimitives.ReadUInt16BigEndian(payload[4..]), BinaryPrimitives.ReadUInt16BigEndian(payload[6..]),
            BinaryPrimitives.ReadUInt32LittleEndian(payload[68..]), family == IPv6 ? onlyIPv6 : null));
    }
}
