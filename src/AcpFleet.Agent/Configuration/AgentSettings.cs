using AcpFleet.Agent.Identity;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Configuration;

/// <summary>How an agent runs. From the command line, then the configuration file, then the defaults here.</summary>
internal sealed record AgentSettings
{
    public const string DefaultStateDirectory = "/var/lib/acpfleet-agent";

    public const int SmallestSpool = 1;

    public const int LargestSpool = 256;

    /// <summary>Identity, spool, acknowledged state; 0700.</summary>
    public string StateDirectory { get; init; } = DefaultStateDirectory;

    /// <summary>Where files are read from: <c>/</c> on a node, a captured tree in tests.</summary>
    public string Root { get; init; } = "/";

    /// <summary>Configuration, policy and join file.</summary>
    public AgentFiles Files { get; init; } = new(AgentFiles.DefaultConfiguration);

    /// <summary>Null: the address that enrolment noted.</summary>
    public CoordinatorAddress? Coordinator { get; init; }

    /// <summary>MiB of reports kept while the coordinator is away: <see cref="SmallestSpool"/> to <see cref="LargestSpool"/>.</summary>
    public int SpoolMebibytes { get; init; } = 64;

    /// <summary>Lesser messages are not logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}
