using System.Globalization;
using AcpFleet.Protocol.Api;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Nodes;
using AcpFleet.TestBed.Nodes.Containers;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Field;

/// <summary>
/// A fleet made from nothing but the bundle: coordinator on Debian 12; agents on Debian 11, by the line of a token, and on
/// Debian 12 and 13, by a join file. It is made once, by the first test that asks for it.
/// </summary>
public sealed class FieldFleet : IAsyncLifetime
{
    private const string BundleThere = "/root/acpfleet.run";
    private const string KeyThere = "/root/release-key.pem";

    private Bed? _bed;
    private Task? _standing;

    internal CoordinatorNode Coordinator { get; private set; } = null!;

    /// <summary>Debian 11, 12 and 13.</summary>
    internal IReadOnlyList<AgentNode> Agents { get; private set; } = [];

    /// <summary>What the bundle said on each node, by name.</summary>
    internal Dictionary<string, string> Installations { get; } = new(StringComparer.Ordinal);

    /// <summary>How Debian 11 stood between the installation of its package and its token.</summary>
    internal NotEnrolled BeforeJoining { get; private set; } = null!;

    /// <summary>The first verdict on all three.</summary>
    internal ReadinessView FirstVerdict { get; private set; } = null!;

    /// <summary>A bed with nothing on it yet, shared by all.</summary>
    internal async Task<Bed> BedAsync()
    {
        FieldParts.Need();
        return _bed ??= await Bed.CreateAsync();
    }

    /// <summary>The whole fleet, judged.</summary>
    internal async Task StandAsync()
    {
        FieldParts.Need();
        await (_standing ??= BuildAsync());
    }

    /// <summary>Runs the bundle on a node, and what it says.</summary>
    internal static Task<string> RunBundleAsync(Node node, params string[] options) => node.RunAsync(["sh", BundleThere, .. options, "--key", KeyThere, "--yes", "--lang", "en"]);

    /// <summary>Adds a clone of a node's disk to the bed.</summary>
    internal async Task<AgentNode> CloneAsync(AgentNode original, string name) => new(await (await BedAsync()).AddCloneAsync(name, (ContainerNode)original.Node));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_bed is not null)
            await _bed.DisposeAsync();
    }

    private async Task BuildAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        var nodes = await (await BedAsync()).AddContainersAsync(
            [("coordinator", "bookworm"), ("field-11", "bullseye"), ("field-12", "bookworm"), ("field-13", "trixie")]);
        await Task.WhenAll(nodes.Select(async node =>
        {
            await node.CopyInAsync(FieldParts.Bundle, BundleThere);
            await node.CopyInAsync(FieldParts.Key, KeyThere);
        }));
        Coordinator = new CoordinatorNode(nodes[0]);
        Agents = [.. nodes.Skip(1).Select(node => new AgentNode(node))];

        await nodes[0].WriteAsync("/root/coordinator.json", "{ \"fleet\": \"field\", \"log-to-file\": false }");
        await InstallAsync(nodes[0], "--coordinator", "--config", "/root/coordinator.json");

        await Task.WhenAll(JoinByLineAsync(Agents[0]), JoinByFileAsync([Agents[1], Agents[2]]));
        foreach (var agent in Agents)
            await Coordinator.JudgedAsync(agent.Node.Name, FieldParts.Version);
        FirstVerdict = await Eventually.GetAsync(Coordinator.ReadinessAsync, verdict => verdict.Nodes.Count == 3 && verdict.Nodes.All(node => node.State != "missing"), verdict => verdict.ToString());
        PrintedFigures.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"from nothing, by the bundle: coordinator and three nodes booted, installed, enrolled and judged in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s"));
    }

    private async Task JoinByLineAsync(AgentNode agent)
    {
        await InstallAsync(agent.Node, "--agent");
        BeforeJoining = await NotEnrolled.SeeAsync(agent);
        await agent.JoinAsync(await Coordinator.JoinLineAsync());
    }

    /// <summary>One file for as many nodes as there may be: these two, and a clone.</summary>
    private async Task JoinByFileAsync(IReadOnlyList<AgentNode> agents)
    {
        var file = await Coordinator.JoinFileAsync(uses: agents.Count + 1);
        foreach (var agent in agents)
        {
            await agent.Node.WriteAsync("/root/join.yaml", file);
            await InstallAsync(agent.Node, "--agent", "--join-file", "/root/join.yaml");
        }
    }

    private async Task InstallAsync(Node node, params string[] options)
    {
        var said = await RunBundleAsync(node, options);
        lock (Installations)
            Installations[node.Name] = said;
    }
}
