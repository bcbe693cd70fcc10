using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace AcpFleet.Coordinator.Identity;

/// <summary>How this machine can be reached, for the server's certificate when nobody said it.</summary>
internal static class MachineNames
{
    public static IReadOnlyList<string> All()
    {
        var names = new List<string> { "localhost", IPAddress.Loopback.ToString(), IPAddress.IPv6Loopback.ToString() };
        var host = Dns.GetHostName();
        if (Uri.CheckHostName(host) == UriHostNameType.Dns)
            names.Add(host);
        names.AddRange(NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address)
            .Where(a => a.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !a.IsIPv6LinkLocal)
            .Select(a => a.ToString()));
        return [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
    }
}
