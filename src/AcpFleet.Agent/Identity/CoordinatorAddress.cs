using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace AcpFleet.Agent.Identity;

/// <summary>Where the coordinator answers agents: host or address, and port (7443 when none is given).</summary>
internal sealed record CoordinatorAddress(string Host, int Port)
{
    public const int DefaultPort = 7443;

    public Uri Uri => new($"https://{this}");

    public static bool TryParse(string text, [NotNullWhen(true)] out CoordinatorAddress? address, [NotNullWhen(false)] out string? error)
    {
        address = null;
        error = null;
        var trimmed = text.Trim();
        if (IPAddress.TryParse(trimmed, out var whole) && trimmed.Contains(':') && !trimmed.StartsWith('['))
        {
            address = new CoordinatorAddress(whole.ToString(), DefaultPort);
            return true;
        }

        var colon = trimmed.LastIndexOf(':');
        var closing = trimmed.LastIndexOf(']');
        var hasPort = colon > closing;
        var host = (hasPort ? trimmed[..colon] : trimmed).Trim('[', ']');
        var port = DefaultPort;
        if (hasPort && (!int.TryParse(trimmed[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
            error = $"'{text}' is not a coordinator's address: the port is not a number from 1 to 65535";
        else if (Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic)
            error = $"'{text}' is not a coordinator's address: write HOST:PORT, ADDRESS:PORT or [IPV6]:PORT";
        if (error is not null)
            return false;
        address = new CoordinatorAddress(host, port);
        return true;
    }

    public override string ToString() =>
        Host.Contains(':') ? $"[{Host}]:{Port.ToString(CultureInfo.InvariantCulture)}" : $"{Host}:{Port.ToString(CultureInfo.InvariantCulture)}";
}
