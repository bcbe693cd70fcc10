using System.Text;

namespace AcpFleet.TestBed.Nodes;

/// <summary>What makes a node of a tree: the texts of its own few files, by absolute path.</summary>
internal static class NodeFiles
{
    public const string Hosts = "/etc/hosts";

    public const string Network = "/etc/systemd/network/10-bed.network";

    /// <param name="interfaceName">As systemd-networkd matches it.</param>
    /// <param name="linkAddress">The MAC address that it gets; null: it keeps its own.</param>
    public static string NetworkText(string interfaceName, string address, string? linkAddress = null) =>
        $"""
        [Match]
        Name={interfaceName}

        {(linkAddress is null ? "" : $"[Link]\nMACAddress={linkAddress}\n")}
        [Network]
        Address={address}/24
        LinkLocalAddressing=no
        IPv6AcceptRA=no

        """;

    /// <summary>The bed's names: every node's, and this machine's as <c>bed</c>.</summary>
    public static string HostsText(string gateway, IEnumerable<(string Name, string Address)> nodes)
    {
        var text = new StringBuilder("127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n");
        text.Append(gateway).Append(" bed\n");
        foreach (var (name, address) in nodes)
            text.Append(address).Append(' ').Append(name).Append('\n');
        return text.ToString();
    }

    /// <summary>A machine-id of its own, as every installed system has.</summary>
    public static string NewMachineId() => Guid.NewGuid().ToString("N") + "\n";
}
