using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Catalogue;

/// <summary>A check of one node. Pure: the same context gives the same result.</summary>
internal interface INodeCheck
{
    CheckDescriptor Descriptor { get; }

    /// <summary>What the requirement is, with its number; holds whatever the outcome.</summary>
    LocalizedText Expected(NodeCheckContext context);

    CheckResult Evaluate(NodeCheckContext context);
}
