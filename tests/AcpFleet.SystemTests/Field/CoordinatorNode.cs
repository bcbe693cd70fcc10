using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AcpFleet.Protocol.Api;
using AcpFleet.Protocol.V1;
using AcpFleet.TestBed.Nodes;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Field;

/// <summary>A node with an installed coordinator, asked through the installed command line as an administrator does.</summary>
internal sealed class CoordinatorNode(Node node)
{
    public const string Unit = "acpfleet-coordinator";

    public Node Node { get; } = node;

    public Task<IReadOnlyList<NodeView>> NodesAsync() => AskAsync(ApiJson.Default.IReadOnlyListNodeView, "nodes");

    /// <summary>The node of that name; null: the coordinator does not know it, or does not answer.</summary>
    public async Task<NodeView?> FindAsync(string name)
    {
        var result = await Node.TryAsync(["acpfleet", "nodes", "--output", "json"]);
        return result.ExitCode == 0
            ? JsonSerializer.Deserialize(result.Output, ApiJson.Default.IReadOnlyListNodeView)!.SingleOrDefault(known => known.Name == name)
            : null;
    }

    public Task<ReadinessView> ReadinessAsync() => AskAsync(ApiJson.Default.ReadinessView, "readiness");

    public Task<IReadOnlyList<TokenView>> TokensAsync() => AskAsync(ApiJson.Default.IReadOnlyListTokenView, "token", "list");

    public async Task<NodeFacts> FactsAsync(string name) =>
        NodeFacts.Parser.ParseJson(await Node.RunAsync("acpfleet", "node", "show", name, "--facts", "--output", "json"));

    /// <summary>The line to run on a node.</summary>
    public async Task<string> JoinLineAsync() => (await AskAsync(ApiJson.Default.TokenCreated, "token", "create")).Command;

    /// <summary>The text of a join file for so many nodes.</summary>
    public async Task<string> JoinFileAsync(int uses)
    {
        await Node.RunAsync("acpfleet", "token", "create", "--uses", uses.ToString(CultureInfo.InvariantCulture), "--join-file", "/root/join.yaml", "--force");
        return await Node.RunAsync("cat", "/root/join.yaml");
    }

    /// <summary>Collects one node, or all, and waits until what came is judged.</summary>
    public Task ScanAsync(params string[] names) => Node.RunAsync(["acpfleet", "scan", .. names]);

    /// <summary>The findings' history, which the command line does not show.</summary>
    public async Task<IReadOnlyList<FindingEventView>> HistoryAsync()
    {
        using var people = await PeopleEndpoint.OpenAsync(Node);
        return await people.GetAsync("findings/history?limit=200", ApiJson.Default.IReadOnlyListFindingEventView);
    }

    /// <summary>Waits until it answers.</summary>
    public Task AnswersAsync() => Eventually.GetAsync(
        () => Node.TryAsync(["acpfleet", "nodes", "--output", "json"]), result => result.ExitCode == 0, result => result.ToString());

    /// <summary>Waits until a node is connected, by an agent of that version, and judged.</summary>
    public async Task<NodeView> JudgedAsync(string name, string version)
    {
        var view = await Eventually.GetAsync(
            () => FindAsync(name),
            known => known is { Connected: true, LastScanAt: not null } && known.AgentVersion == version,
            known => $"{name}: {known?.ToString() ?? "not known"}");
        return view!;
    }

    private async Task<T> AskAsync<T>(JsonTypeInfo<T> type, params string[] command)
    {
        var result = await Node.TryAsync(["acpfleet", .. command, "--output", "json"]);
        // 1 is a verdict: not ready.
        result.ExitCode.ShouldBeInRange(0, 1, result.ToString());
        return JsonSerializer.Deserialize(result.Output, type)!;
    }
}
