using AcpFleet.Agent.Files;
using AcpFleet.Agent.Netlink;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>Interfaces from /sys/class/net: for trees and where netlink is refused.</summary>
internal static class ProcLinks
{
    private const string Directory = "/sys/class/net";
    private const int MaxLinks = 4096;

    /// <summary>Null with the failure when there is no such directory.</summary>
    internal static Outcome<List<LinkMessage>> Read(HostRoot root)
    {
        if (!root.Exists(Directory))
            return ReadFailure.Missing($"neither netlink nor {Directory} tells the interfaces");
        var listing = root.List(Directory);
        if (listing.Failure is { } failure)
            return failure;
        var links = new List<LinkMessage>();
        foreach (var name in listing.Names)
        {
            var path = $"{Directory}/{name}";
            if (links.Count >= MaxLinks || !ProcAddresses.TryNumber(Value(root, path, "ifindex"), out var index))
                continue;
            uint? mtu = ProcAddresses.TryNumber(Value(root, path, "mtu"), out var size) ? (uint)size : null;
            links.Add(new LinkMessage(index, name, Flags(Value(root, path, "flags")), 0, mtu, Mac(Value(root, path, "address")), Kind(root, path)));
        }

        return links;
    }

    private static string? Value(HostRoot root, string path, string file) => root.ReadText($"{path}/{file}", HostRoot.ValueCap).Value?.Trim();

    private static uint Flags(string? text) =>
        text is not null && text.StartsWith("0x", StringComparison.Ordinal) && HexAddress.TryHex(text.AsSpan(2), out var flags) ? flags : 0;

    private static byte[] Mac(string? text)
    {
        var parts = text?.Split(':') ?? [];
        var bytes = new byte[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length != 2 || !HexAddress.TryHex(parts[i], out var value))
                return [];
            bytes[i] = (byte)value;
        }

        return bytes;
    }

    // What sysfs shows of the driver: a directory for bridges and bonds, a file for tun, a uevent line for others.
    private static string? Kind(HostRoot root, string path)
    {
        if (root.Exists(path + "/bridge"))
            return "bridge";
        if (root.Exists(path + "/bonding"))
            return "bond";
        if (root.Exists(path + "/tun_flags"))
            return "tun";
        return Value(root, path, "uevent") is { } events && events.Contains("DEVTYPE=vlan", StringComparison.Ordinal) ? "vlan" : null;
    }
}
