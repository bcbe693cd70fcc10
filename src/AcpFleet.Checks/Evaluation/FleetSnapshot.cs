using System.Collections.Immutable;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Profiles;

namespace AcpFleet.Checks.Evaluation;

/// <summary>Everything an evaluation may look at. There is nothing else: no files, no clock.</summary>
public sealed record FleetSnapshot
{
    public required ImmutableArray<NodeSnapshot> Nodes { get; init; }

    /// <summary>Null: judged by the stated defaults (multi-cluster, control plane and installer, Kube-OVN, IPv4).</summary>
    public FleetPlan? Plan { get; init; }

    public required RequirementProfile Profile { get; init; }

    /// <summary>The moment of judgement: for waivers that expire.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The facts came as files: nobody has measured, or could measure, the nodes' clocks.</summary>
    public bool FromFiles { get; init; }
}
