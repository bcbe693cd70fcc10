using System.Buffers.Binary;
using System.Net;

namespace AcpFleet.Agent.Netlink;

/// <summary>An address of an interface (RTM_NEWADDR).</summary>
/// <param name="Peer">The other end of a point-to-point link, or null.</param>
internal sealed record AddressMessage(int Index, IPAddress Address, byte PrefixLength, byte Scope, IPAddress? Peer)
{
    internal const ushort Request = 22; // RTM_GETADDR
    private const ushort New = 20;
    private const int BodyLength = 8;   // struct ifaddrmsg

    internal static ReadOnlySpan<byte> RequestBody => [0, 0, 0, 0, 0, 0, 0, 0];

    internal static void Parse(ushort type, ReadOnlySpan<byte> payload, List<AddressMessage> into)
    {
        if (type != New || payload.Length < BodyLength)
            return;
        IPAddress? address = null, local = null;
        var attributes = new NetlinkAttributes(payload[BodyLength..]);
        while (attributes.MoveNext())
        {
            if (attributes.Type == 1)
                address = AddressOf(payload[0], attributes.Value);
            else if (attributes.Type == 2)
                local = AddressOf(payload[0], attributes.Value);
        }

        // IFA_ADDRESS is the peer's on a point-to-point link and the own one, once more, elsewhere.
        if ((local ?? address) is not { } own)
            return;
        into.Add(new AddressMessage(
            (int)BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]), own, payload[1], payload[3],
            local is not null && address is not null && !address.Equals(local) ? address : null));
    }

    /// <summary>An address of the family (2: IPv4, 10: IPv6); null when it is another's or has another size.</summary>
    internal static IPAddress? AddressOf(byte family, ReadOnlySpan<byte> value) => (family, value.Length) switch
    {
        (2, 4) or (10, 16) => new IPAddress(value),
        _ => null,
    };
}
