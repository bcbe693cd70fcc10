using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Evaluation;

/// <summary>One node as the checks see it.</summary>
public sealed record NodeSnapshot
{
    /// <summary>The agent's id; in offline mode whatever names the node uniquely.</summary>
    public required string Id { get; init; }

    /// <summary>For people: the plan's name where the plan holds the node, else its hostname.</summary>
    public required string Name { get; init; }

    /// <summary>What the node reported.</summary>
    public required NodeFacts Facts { get; init; }

    /// <summary>Three intervals were missed: every check on the node is unknown.</summary>
    public bool Stale { get; init; }

    public NodePhase Phase { get; init; } = NodePhase.Before;

    /// <summary>Null: not measured yet.</summary>
    public ClockMeasurement? Clock { get; init; }
}
