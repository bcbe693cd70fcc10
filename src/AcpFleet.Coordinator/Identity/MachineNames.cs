using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using AcpFleet.Coordinator.Configuration;

namespace AcpFleet.Coordinator.Identity;

/// <summary>How this machine can be reached, for the server's certificate when nobody said it.</summary>
internal static class MachineNames
{
    /// <summary>In every certificate: how the command line on the coordinator's own machine asks.</summary>
    private static readonly string[] s_loopback = ["localhost", IPAddress.Loopback.ToString(), IPAddress.IPv6Loopback.ToString()];

    /// <summary>Every name of the server's certificate: those that were given, or all of this machine's.</summary>
    public static IReadOnlyList<string> Of(CoordinatorOptions options) =>
        options.SubjectNames.Count > 0 ? [.. s_loopback.Union(options.SubjectNames, StringComparer.OrdinalIgnoreCase)] : All();

    private static IReadOnlyList<string> All()
    {
        var names = new List<string>(s_loopback);
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
