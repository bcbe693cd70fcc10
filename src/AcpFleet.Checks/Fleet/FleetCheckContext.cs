using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Profiles;

namespace AcpFleet.Checks.Fleet;

/// <summary>All that a fleet check may look at.</summary>
internal sealed class FleetCheckContext(FleetSnapshot snapshot, FleetRoster roster)
{
    public FleetRoster Roster { get; } = roster;

    public FleetPlan? Plan { get; } = snapshot.Plan;

    public RequirementProfile Profile { get; } = snapshot.Profile;

    /// <summary>Nobody has measured the nodes' clocks, for their facts came as files.</summary>
    public bool FromFiles { get; } = snapshot.FromFiles;
}
