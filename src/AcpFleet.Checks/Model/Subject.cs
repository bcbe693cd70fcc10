namespace AcpFleet.Checks.Model;

/// <summary>What a finding is about: a node, an ordered pair of nodes, or the fleet.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="NodeId">The node (agent id), or the first of the pair; null for the fleet.</param>
/// <param name="OtherNodeId">The second of a pair; null otherwise.</param>
public sealed record Subject(SubjectKind Kind, string? NodeId, string? OtherNodeId)
{
    public static Subject Fleet { get; } = new(SubjectKind.Fleet, null, null);

    /// <summary>Stable text: <c>fleet</c>, <c>node:ID</c>, <c>pair:ID&gt;ID</c>. With the check id it identifies a finding.</summary>
    public string Key => Kind switch
    {
        SubjectKind.Node => $"node:{NodeId}",
        SubjectKind.Pair => $"pair:{NodeId}>{OtherNodeId}",
        _ => "fleet",
    };

    public static Subject Node(string nodeId) => new(SubjectKind.Node, nodeId, null);

    public static Subject Pair(string nodeId, string otherNodeId) => new(SubjectKind.Pair, nodeId, otherNodeId);
}
