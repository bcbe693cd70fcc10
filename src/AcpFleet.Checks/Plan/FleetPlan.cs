using System.Collections.Immutable;
using AcpFleet.Checks.Evaluation;

namespace AcpFleet.Checks.Plan;

/// <summary>
/// fleet.yaml: what the cluster should be. Read by <see cref="FleetPlanReader"/>, which checks every value;
/// the defaults here are those of a plan that leaves the key out.
/// </summary>
public sealed record FleetPlan
{
    /// <summary>The one version of the schema there is.</summary>
    public const string CurrentApiVersion = "acpfleet/v1";

    /// <summary>The fleet's name: letters, digits, <c>-</c> and <c>.</c>, at most 63 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the requirement profile.</summary>
    public string Profile { get; init; } = "acp-4.1";

    public PlanScenario Scenario { get; init; } = PlanScenario.MultiCluster;

    /// <summary>For offline use; a coordinator keeps the phase per node, and the later of the two counts.</summary>
    public NodePhase Phase { get; init; } = NodePhase.Before;

    public NetworkPlan Network { get; init; } = new();

    public CertificatePlan Certificate { get; init; } = new();

    public RegistryPlan Registry { get; init; } = new();

    public StoragePlan Storage { get; init; } = new();

    public IsvPlan Isv { get; init; } = new();

    public ImmutableArray<WorkloadClusterPlan> WorkloadClusters { get; init; } = [];

    public PackagePlan Package { get; init; } = new();

    /// <summary>Nodes that run platform components only (global 集群平台节点隔离).</summary>
    public bool Isolation { get; init; }

    /// <summary>Node names in Kubernetes are host names (主机名作为节点名).</summary>
    public bool HostnameAsNodeName { get; init; } = true;

    public DisasterRecoveryPlan DisasterRecovery { get; init; } = new();

    public SshPlan Ssh { get; init; } = new();

    /// <summary>At least one; names and addresses differ.</summary>
    public required ImmutableArray<PlanNode> Nodes { get; init; }

    public ImmutableArray<PlanWaiver> Waivers { get; init; } = [];
}
