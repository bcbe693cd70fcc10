using AcpFleet.Agent.Identity;

namespace AcpFleet.Agent.Configuration;

/// <summary>How an agent runs. From the command line, then the configuration file, then the defaults here.</summary>
internal sealed record AgentSettings
{
    public const string DefaultStateDirectory = "/var/lib/acpfleet-agent";

    /// <summary>Identity, spool, acknowledged state; 0700.</summary>
    public string StateDirectory { get; init; } = DefaultStateDirectory;

    /// <summary>Where files are read from: <c>/</c> on a node, a captured tree in tests.</summary>
    public string Root { get; init; } = "/";

    /// <summary>Null: the address that enrolment noted.</summary>
    public CoordinatorAddress? Coordinator { get; init; }

    /// <summary>Bytes of reports kept while the coordinator is away: 1 to 256 MiB.</summary>
    public long SpoolBytes { get; init; } = 64L * 1024 * 1024;
}
