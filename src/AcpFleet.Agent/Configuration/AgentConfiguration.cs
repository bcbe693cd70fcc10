using AcpFleet.Agent.Identity;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Configuration;

/// <summary>What agent.yaml says; null where it says nothing.</summary>
internal sealed record AgentConfiguration
{
    public CoordinatorAddress? Coordinator { get; init; }

    /// <summary>An absolute path.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>1 to 256.</summary>
    public int? SpoolMebibytes { get; init; }

    public LogLevel? LogLevel { get; init; }
}
