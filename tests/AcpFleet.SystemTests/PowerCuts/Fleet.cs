using System.Globalization;
using System.Text.Json;
using AcpFleet.Protocol.Api;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.PowerCuts;

/// <summary>What the coordinator must know of a machine after a power cut.</summary>
internal sealed class Fleet(TestCoordinator coordinator)
{
    private const int Sections = 6;

    /// <summary>The node of a machine; null while there is none. Two are one too many.</summary>
    public async Task<NodeView?> FindAsync(string name) =>
        (await coordinator.NodesAsync()).Where(node => node.Hostname == name || node.Name == name).ToList() switch
        {
            [] => null,
            [var node] => node,
            var several => throw new ShouldAssertException($"{name} has {several.Count} identities: {string.Join(", ", several.Select(node => node.Id))}"),
        };

    /// <summary>Waits until the machine's one node is connected and has reported everything since a moment, and holds it to its agent's own words.</summary>
    /// <returns>The node.</returns>
    public async Task<NodeView> ReportedAsync(PowerCutMachine machine, string name, DateTimeOffset since)
    {
        var node = await Eventually.GetAsync(
            () => FindAsync(name),
            node => node is { Connected: true, Sections.Count: >= Sections } && node.LastScanAt > since,
            node => node is null ? $"{name} is no node" : $"{name}: connected {node.Connected}, {node.Sections.Count} sections, last scan {node.LastScanAt:O}, since {since:O}");
        var status = await Eventually.GetAsync(
            () => StatusAsync(machine),
            status => status.GetProperty("enrolled").GetBoolean() && status.GetProperty("unsentReports").GetInt32() == 0,
            status => status.GetRawText());
        status.GetProperty("agent").GetString().ShouldNotBeNull().ShouldEndWith(node!.Id);
        (await machine.UnitStateAsync()).ShouldBe("active");
        await NothingTwiceAsync(node);
        return node;
    }

    /// <summary>When a collection must have begun to count.</summary>
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static async Task<JsonElement> StatusAsync(PowerCutMachine machine)
    {
        var result = await machine.TryAsync(PowerCutMachine.Program, "status", "--output", "json");
        using var json = JsonDocument.Parse(result.Output);
        return json.RootElement.Clone();
    }

    /// <summary>Each finding of the node appeared once, and every change goes on from the one before.</summary>
    private async Task NothingTwiceAsync(NodeView node)
    {
        var history = await coordinator.GetAsync("findings/history?limit=1000", ApiJson.Default.IReadOnlyListFindingEventView);
        var own = history.Where(entry => entry.NodeId == node.Id && entry.OtherNodeId is null).GroupBy(entry => (entry.Check, entry.Subject)).ToList();
        own.ShouldNotBeEmpty();
        foreach (var group in own)
        {
            var entries = group.OrderBy(entry => entry.Id).ToList();
            var what = string.Create(CultureInfo.InvariantCulture, $"{group.Key}: {string.Join(", ", entries.Select(entry => $"{entry.Kind} {entry.From}>{entry.To}"))}");
            entries.Count(entry => entry.Kind == "appeared").ShouldBe(1, what);
            for (var i = 1; i < entries.Count; i++)
                entries[i].From.ShouldBe(entries[i - 1].To, what);
        }
    }
}
