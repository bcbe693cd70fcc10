using System.Globalization;
using System.Text.Json;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Nodes;

namespace AcpFleet.TestBed.Fleet;

/// <summary>
/// The product on the nodes of a bed, from its packages alone: the coordinator on the first, an agent on each, joined by
/// the line that <c>acpfleet token create</c> prints.
/// </summary>
public sealed class FleetInstallation(IReadOnlyList<Node> nodes, Action<string> say)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public Node Coordinator { get; } = nodes[0];

    /// <summary>Installs, joins, and waits until every node is judged.</summary>
    public async Task InstallAsync(ProductPackages packages, CancellationToken cancellation = default)
    {
        say($"coordinator on {Coordinator.Name}");
        await InstallPackageAsync(Coordinator, packages.Coordinator);
        await UntilAsync(
            async () => (await Coordinator.TryAsync(["acpfleet", "version"], null, cancellation)).ExitCode == 0 && await Coordinator.UnitStateAsync("acpfleet-coordinator") == "active",
            () => Coordinator.JournalAsync("acpfleet-coordinator", 50),
            "the coordinator does not answer",
            cancellation);

        say($"agents on {string.Join(", ", nodes.Select(node => node.Name))}");
        var join = await JoinLineAsync();
        await Task.WhenAll(nodes.Select(async node =>
        {
            await InstallPackageAsync(node, packages.Agent);
            await node.RunAsync("/bin/sh", "-c", join);
        }));

        say("waiting for the first verdict");
        await UntilAsync(
            async () => await JudgedAsync() == nodes.Count,
            () => nodes[^1].JournalAsync("acpfleet-agent", 50),
            "not every node is judged",
            cancellation);
    }

    /// <summary>How many nodes are connected and were collected and judged.</summary>
    public async Task<int> JudgedAsync()
    {
        using var answer = JsonDocument.Parse(await Coordinator.RunAsync("acpfleet", "nodes", "--output", "json"));
        return answer.RootElement.EnumerateArray().Count(node => node.GetProperty("connected").GetBoolean() && node.TryGetProperty("lastScanAt", out var scan) && scan.ValueKind == JsonValueKind.String);
    }

    /// <summary>The line that joins a node, as people get it. Programs run as root on a node, and a bare tree has no sudo.</summary>
    private async Task<string> JoinLineAsync()
    {
        var uses = nodes.Count.ToString(CultureInfo.InvariantCulture);
        using var created = JsonDocument.Parse(await Coordinator.RunAsync("acpfleet", "token", "create", "--uses", uses, "--output", "json"));
        return created.RootElement.GetProperty("command").GetString()!.Replace("| sudo ", "| ", StringComparison.Ordinal);
    }

    private static async Task InstallPackageAsync(Node node, string package)
    {
        var there = "/root/" + Path.GetFileName(package);
        await node.CopyInAsync(package, there);
        await node.RunAsync("dpkg", "--install", there);
        await node.RunAsync("rm", there);
    }

    private static async Task UntilAsync(Func<Task<bool>> reached, Func<Task<string>> journal, string failure, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await reached())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Limit)
                throw new BedException($"After {Limit.TotalMinutes:0} minutes {failure}. Its journal:\n{await journal()}");
            await Task.Delay(Pause, cancellation);
        }
    }
}
