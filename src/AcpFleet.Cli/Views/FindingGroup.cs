using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Views;

/// <summary>The findings of one node, of a pair of nodes, or of the fleet as a whole.</summary>
/// <param name="Kind">node, pair or fleet.</param>
/// <param name="NodeId">The node, or the first of a pair.</param>
/// <param name="Name">For people, not yet made safe.</param>
internal sealed record FindingGroup(string Kind, string? NodeId, string Name, IReadOnlyList<FindingView> Findings)
{
    /// <summary>Nodes by name, then pairs, then the fleet; within each what blocks comes first.</summary>
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<FindingView> findings, string fleetName) =>
    [
        .. findings
            .GroupBy(finding => (finding.SubjectKind, finding.NodeId, finding.OtherNodeId))
            .Select(group => new FindingGroup(group.Key.SubjectKind, group.Key.NodeId, NameOf(group.First(), fleetName), Sorted(group)))
            .OrderBy(group => group.Kind switch { "node" => 0, "pair" => 1, _ => 2 })
            .ThenBy(group => group.Name, StringComparer.Ordinal)
            .ThenBy(group => group.NodeId, StringComparer.Ordinal),
    ];

    private static string NameOf(FindingView finding, string fleetName)
    {
        var first = finding.NodeName ?? finding.NodeId ?? "";
        return finding.SubjectKind switch
        {
            "node" => first,
            "pair" => $"{first} > {finding.OtherNodeName ?? finding.OtherNodeId}",
            _ => fleetName,
        };
    }

    private static IReadOnlyList<FindingView> Sorted(IEnumerable<FindingView> findings) =>
    [
        .. findings
            .OrderBy(finding => OutcomeRank(finding.Outcome))
            .ThenBy(finding => finding.Severity == "required" ? 0 : 1)
            .ThenBy(finding => finding.Check, StringComparer.Ordinal),
    ];

    private static int OutcomeRank(string outcome) => outcome switch
    {
        "fail" => 0,
        "unknown" => 1,
        "waived" => 2,
        "pass" => 3,
        _ => 4,
    };
}
