using System.Collections.Immutable;

namespace AcpFleet.Checks.Plan;

/// <summary>A plan, or everything that is wrong with its text.</summary>
public sealed record PlanReadResult
{
    /// <summary>What was read, for messages: a file name.</summary>
    public required string SourceName { get; init; }

    /// <summary>Null when there is an error.</summary>
    public FleetPlan? Plan { get; init; }

    /// <summary>Every error, in the order of the text; empty when there is a plan.</summary>
    public required ImmutableArray<PlanError> Errors { get; init; }
}
