using System.Net;
using System.Net.Sockets;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Identity;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AcpFleet.Coordinator.Enrolment;

/// <summary>
/// HOST:PORT to give to a node that is to join. It must be one that the server's certificate names, and one that other
/// machines reach: a loopback address only where nothing else is listened on.
/// </summary>
internal sealed class AgentsAddress(CoordinatorOptions options, IServer server)
{
    /// <param name="asked">The host by which the person who asks reached the coordinator; it is likely to serve nodes too.</param>
    public string For(string? asked)
    {
        var port = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        var names = MachineNames.Of(options);
        var host = Choose(options.Agents.Address, options.SubjectNames, names, asked);
        return host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";
    }

    /// <param name="listening">Where agents are listened for; any address or one.</param>
    /// <param name="given">Names of the certificate that an administrator gave, in order; empty: none.</param>
    /// <param name="names">All names of the certificate.</param>
    /// <param name="asked">See <see cref="For"/>.</param>
    internal static string Choose(IPAddress listening, IReadOnlyList<string> given, IReadOnlyList<string> names, string? asked)
    {
        var only = listening.ToString();
        if (!listening.Equals(IPAddress.Any) && !listening.Equals(IPAddress.IPv6Any) && names.Contains(only))
            return only;
        if (asked is not null && !IsLoopback(asked) && names.Contains(asked, StringComparer.OrdinalIgnoreCase))
            return asked;
        // An address needs no name service, which a bare node may not have; an IPv6 one is the second choice.
        return given.FirstOrDefault(name => !IsLoopback(name))
            ?? names.FirstOrDefault(name => FamilyOf(name) == AddressFamily.InterNetwork && !IsLoopback(name))
            ?? names.FirstOrDefault(name => !IsLoopback(name))
            ?? names[0];
    }

    private static AddressFamily? FamilyOf(string name) => IPAddress.TryParse(name, out var address) ? address.AddressFamily : null;

    private static bool IsLoopback(string name) =>
        string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
}
