using System.Buffers.Binary;
using System.Text;

namespace AcpFleet.Agent.Netlink;

/// <summary>An interface as the kernel tells it (RTM_NEWLINK).</summary>
/// <param name="Kind">The driver of a virtual one: bridge, veth, bond, vlan, tun, dummy …; null: it has none.</param>
internal sealed record LinkMessage(int Index, string Name, uint Flags, ushort HardwareType, uint? Mtu, byte[] HardwareAddress, string? Kind)
{
    internal const ushort Request = 18; // RTM_GETLINK
    private const ushort New = 16;
    private const int BodyLength = 16;  // struct ifinfomsg

    internal const uint FlagUp = 0x1;
    internal const uint FlagLoopback = 0x8;

    /// <summary>All families, and no statistics, which make up most of an answer (IFLA_EXT_MASK: RTEXT_FILTER_SKIP_STATS).</summary>
    internal static ReadOnlySpan<byte> RequestBody => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 29, 0, 8, 0, 0, 0];

    internal static void Parse(ushort type, ReadOnlySpan<byte> payload, List<LinkMessage> into)
    {
        if (type != New || payload.Length < BodyLength)
            return;
        string? name = null, kind = null;
        uint? mtu = null;
        byte[] address = [];
        var attributes = new NetlinkAttributes(payload[BodyLength..]);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case 1: address = attributes.Value.ToArray(); break;
                case 3: name = Text(attributes.Value); break;
                case 4: mtu = attributes.Number; break;
                case 18: kind = KindOf(attributes.Value); break;
            }
        }

        if (name is null)
            return;
        into.Add(new LinkMessage(
            BinaryPrimitives.ReadInt32LittleEndian(payload[4..]), name, BinaryPrimitives.ReadUInt32LittleEndian(payload[8..]),
            BinaryPrimitives.ReadUInt16LittleEndian(payload[2..]), mtu, address, kind));
    }

    private static string? KindOf(ReadOnlySpan<byte> linkInformation)
    {
        var nested = new NetlinkAttributes(linkInformation);
        while (nested.MoveNext())
        {
            if (nested.Type == 1)
                return Text(nested.Value);
        }

        return null;
    }

    private static string Text(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value.TrimEnd((byte)0));
}
