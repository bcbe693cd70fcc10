using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Fleet;

/// <summary>A check of nodes against each other, or of the plan. Pure: the same context gives the same results.</summary>
internal interface IFleetCheck
{
    CheckDescriptor Descriptor { get; }

    /// <summary>What the requirement is, with its number.</summary>
    LocalizedText Expected(FleetCheckContext context);

    /// <summary>At least one result.</summary>
    IReadOnlyList<SubjectResult> Evaluate(FleetCheckContext context);
}
