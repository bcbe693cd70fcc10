using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Profiles;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue;

/// <summary>All that a node check may look at.</summary>
internal sealed class NodeCheckContext
{
    public NodeCheckContext(NodeSnapshot node, FleetPlan? plan, PlanNode? planNode, RequirementProfile profile)
    {
        Node = node;
        Plan = plan;
        PlanNode = planNode;
        Profile = profile;
        Facts = new NodeFactsView(node.Facts);
        Roles = planNode?.Roles ?? NodeRoles.ControlPlane | NodeRoles.Installer;
        Cni = plan?.Network.Cni ?? CniPlugin.KubeOvn;
        IpFamily = plan?.Network.IpFamily ?? IpFamily.Ipv4;
        Phase = plan?.Phase == NodePhase.After ? NodePhase.After : node.Phase;
    }

    public NodeSnapshot Node { get; }

    /// <summary>Null: the stated defaults hold, which are in the properties below.</summary>
    public FleetPlan? Plan { get; }

    /// <summary>Null when there is no plan, or the plan does not hold the node.</summary>
    public PlanNode? PlanNode { get; }

    public RequirementProfile Profile { get; }

    public NodeFactsView Facts { get; }

    /// <summary>Without a plan, and for a node that the plan does not hold: control plane and installer, the strictest.</summary>
    public NodeRoles Roles { get; }

    public CniPlugin Cni { get; }

    public IpFamily IpFamily { get; }

    /// <summary>The later of the node's own phase and the plan's.</summary>
    public NodePhase Phase { get; }

    /// <summary>What os.supported finds: other checks depend on it.</summary>
    public Os.OsVerdict OsVerdict => field ??= Os.OsVerdict.Of(this);

    /// <summary>The result of a check whose fact is absent: unknown, with why.</summary>
    public CheckResult Unknown(SectionKind kind, string field) => Facts.Gap(kind, field).Result();
}
