using AcpFleet.Cli.Views;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Json;

/// <summary><c>evaluate --output json</c>: the verdict from files and everything behind it.</summary>
internal sealed record EvaluationReport
{
    public required bool Ready { get; init; }

    /// <summary>The plan's name; absent: there was none, and readiness.assumptions says what was assumed.</summary>
    public string? Plan { get; init; }

    public required VerdictCounts Counts { get; init; }

    public required ReadinessView Readiness { get; init; }

    /// <summary>One for each file, in the order given.</summary>
    public required IReadOnlyList<CarriedFileReport> Files { get; init; }

    /// <summary>All, whatever their outcome.</summary>
    public required IReadOnlyList<FindingView> Findings { get; init; }
}
