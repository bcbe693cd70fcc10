using System.Net;

namespace AcpFleet.Coordinator.Configuration;

/// <summary>Everything a coordinator can be told, already checked by <see cref="OptionsValidator"/>.</summary>
public sealed record CoordinatorOptions
{
    /// <summary>Where everything is kept; created with mode 0700.</summary>
    public string DataDirectory { get; init; } = "/var/lib/acpfleet";

    /// <summary>The fleet's name, given at the first start and kept. Null: the one kept, or "fleet".</summary>
    public string? Fleet { get; init; }

    /// <summary>Where agents connect (gRPC, mutual TLS). Port 0: any free one.</summary>
    public IPEndPoint Agents { get; init; } = new(IPAddress.IPv6Any, 7443);

    /// <summary>Where people and the command line connect (HTTPS). Port 0: any free one.</summary>
    public IPEndPoint People { get; init; } = new(IPAddress.IPv6Any, 7444);

    /// <summary>Names and addresses in the server's certificate. Empty: those of this machine.</summary>
    public IReadOnlyList<string> SubjectNames { get; init; } = [];

    /// <summary>From 10 s to 24 h; three missed ones make a node's facts stale.</summary>
    public TimeSpan ScanInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>From 1 s to 1 h; three missed ones end a connection.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a node may take for a scan. From 1 s to 1 h.</summary>
    public TimeSpan ScanTimeLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a connected node's clock is measured. From 1 s to 24 h.</summary>
    public TimeSpan ClockInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Open connections on both endpoints together. From 10 to 1,000,000.</summary>
    public int MaxConnections { get; init; } = 20_000;

    /// <summary>Whether a rolling log file is written under the data directory, beside standard error.</summary>
    public bool LogToFile { get; init; } = true;

    public ProtocolLimits Limits { get; init; } = new();
}
