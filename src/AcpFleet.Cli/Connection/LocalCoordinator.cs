using System.Net;
using System.Text.Json;
using AcpFleet.Cli.Json;

namespace AcpFleet.Cli.Connection;

/// <summary>
/// The coordinator of this machine, found by its data directory: what its administrator means who names none. Only who may
/// read that directory, root and the coordinator's own user, finds it.
/// </summary>
internal static class LocalCoordinator
{
    public const string DefaultData = "/var/lib/acpfleet";

    private const int LargestFile = 64 * 1024;

    /// <summary>How to reach it, or null when there is none, it does not run, or its files are not for this user.</summary>
    /// <param name="data">Its data directory.</param>
    public static ContextData? Find(string data)
    {
        try
        {
            using var file = new FileStream(Path.Combine(data, "run", "endpoints.json"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > LargestFile || JsonSerializer.Deserialize(file, CliJson.Default.CoordinatorEndpoints) is not { } endpoints)
                return null;
            return new ContextData
            {
                Server = $"https://{Reachable(IPEndPoint.Parse(endpoints.People))}",
                TokenFile = Path.Combine(data, "admin-token"),
                CaFile = Path.Combine(data, "ca", "ca.crt"),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Who listens on every address is asked on the loopback one, which the server's certificate always names.</summary>
    private static IPEndPoint Reachable(IPEndPoint listening) =>
        listening.Address.Equals(IPAddress.Any) || listening.Address.Equals(IPAddress.IPv6Any)
            ? new IPEndPoint(IPAddress.Loopback, listening.Port)
            : listening;
}
