using AcpFleet.Cli.Quickstart;
using AcpFleet.Cli.Views;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Json;

/// <summary><c>quickstart --output json</c>: the verdict and everything behind it.</summary>
internal sealed record QuickstartReport
{
    public required bool Ready { get; init; }

    public required VerdictCounts Counts { get; init; }

    public required ReadinessView Readiness { get; init; }

    public required IReadOnlyList<NodeView> Nodes { get; init; }

    public required IReadOnlyList<FindingView> Findings { get; init; }

    /// <summary>What was done and how long each part took.</summary>
    public required IReadOnlyList<StageTiming> Stages { get; init; }

    public required string DataDirectory { get; init; }

    /// <summary>False: the facts were read without root's rights: what only root may read is missing.</summary>
    public required bool Privileged { get; init; }
}
