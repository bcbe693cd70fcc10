using System.Collections.Immutable;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Evaluation;

/// <summary>All findings of one judgement and what follows from them.</summary>
public sealed record FleetEvaluation
{
    public required ImmutableArray<Finding> Findings { get; init; }

    public required ImmutableArray<NodeReadiness> Nodes { get; init; }

    /// <summary>Required fleet checks that fail or are unknown.</summary>
    public required int FleetBlocking { get; init; }

    /// <summary>Every node in the plan is ready and no required fleet check fails or is unknown; never with no node at all.</summary>
    public required bool Ready { get; init; }

    /// <summary>What was assumed because no plan says otherwise, for the fleet or for nodes that the plan does not hold; null: nothing.</summary>
    public LocalizedText? Assumptions { get; init; }
}
