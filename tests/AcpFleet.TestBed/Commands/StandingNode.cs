using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Nodes.Containers;

namespace AcpFleet.TestBed.Commands;

/// <summary>A container node of a bed that another process made.</summary>
internal static class StandingNode
{
    /// <param name="name">A hostname, or BED/HOSTNAME where several beds have it.</param>
    public static ContainerNode Find(string name)
    {
        var parts = name.Split('/');
        var found = BedRecords.All()
            .Where(record => parts.Length == 1 || record.Id == parts[0])
            .SelectMany(record => record.Nodes.Select((node, place) => (record, node, place)))
            .Where(entry => entry.node.Name == parts[^1])
            .ToList();
        return found switch
        {
            [] => throw new BedException($"No bed has a node {name}. tests/testbed status lists them."),
            [var (record, node, _)] when !node.IsContainer => throw new BedException($"{name} is a virtual machine of a running test; its console: {record.Directory}/{node.Name}/serial.log"),
            [var (record, _, place)] => Attach(record, place),
            _ => throw new BedException($"Several beds have a node {name}: {string.Join(", ", found.Select(entry => $"{entry.record.Id}/{name}"))}. Name one of these."),
        };
    }

    public static ContainerNode Attach(BedRecord record, int place) => new(record, place, tree: "");
}
