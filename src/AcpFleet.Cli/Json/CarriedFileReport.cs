using AcpFleet.Cli.Offline;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Cli.Json;

/// <summary>A facts file and the node that it is of.</summary>
internal sealed record CarriedFileReport
{
    public required string File { get; init; }

    /// <summary>As in the readiness and the findings.</summary>
    public required string NodeId { get; init; }

    /// <summary>False: the plan does not hold the node.</summary>
    public required bool InPlan { get; init; }

    /// <summary>acpfleet-agent or acpfleet-facts.sh; absent: the file does not say.</summary>
    public string? Collector { get; init; }

    public string? CollectorVersion { get; init; }

    /// <summary>By the node's own clock; absent: the file does not say.</summary>
    public DateTimeOffset? CollectedAt { get; init; }

    /// <summary>uname -m, of the operating system's section or the kernel's.</summary>
    public string? Architecture { get; init; }

    /// <summary>Sources that could not be read in full: "source: detail".</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    public static CarriedFileReport Of(CarriedFile file, string nodeId, bool inPlan)
    {
        var sections = file.Content.Facts.Sections;
        return new CarriedFileReport
        {
            File = file.Name,
            NodeId = nodeId,
            InPlan = inPlan,
            Collector = file.Content.HasCollector ? file.Content.Collector : null,
            CollectorVersion = file.Content.HasAgentVersion ? file.Content.AgentVersion : null,
            CollectedAt = file.CollectedAt,
            Architecture = sections.Select(ArchitectureOf).FirstOrDefault(machine => !string.IsNullOrEmpty(machine)),
            Failures = [.. sections.SelectMany(section => section.Status?.Failures ?? []).Select(failure => $"{failure.Source}: {failure.Detail}").Distinct()],
        };
    }

    private static string? ArchitectureOf(Section section) => section.Os?.Architecture ?? section.Kernel?.Machine;
}
