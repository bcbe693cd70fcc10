namespace AcpFleet.Agent.Netlink;

/// <summary>Adds what a message of a dump says to the list; what it does not know it passes over.</summary>
internal delegate void NetlinkParser<T>(ushort type, ReadOnlySpan<byte> payload, List<T> into);
