using System.Globalization;
using AcpFleet.SystemTests.Packages;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Field;

/// <summary>
/// One node with coordinator and agent, in use: from the version before to this one and back, then removed and purged.
/// The rpm is Debian's, with a database of its own.
/// </summary>
[Collection(FieldCollection.Name)]
public sealed class VersionChangeTests(FieldFleet fleet)
{
    private const string Name = "lone";
    private static readonly string[] Packages = [BuiltPackages.Coordinator, BuiltPackages.Agent];

    [SkippableTheory]
    [InlineData("deb")]
    [InlineData("rpm")]
    public async Task Packages_UpDownRemovedPurged_KeepWhatIsTheNodesAndLeaveNothing(string format)
    {
        string[] previous = [.. Packages.Select(name => FieldParts.PreviousPackage(name, format))];
        string[] present = [.. Packages.Select(name => FieldParts.Package(name, format))];
        var bed = await fleet.BedAsync();
        var started = TimeProvider.System.GetTimestamp();
        var name = $"{Name}-{format}";
        var node = (await bed.AddContainersAsync([(name, "bookworm")], packages: format == "rpm" ? ["rpm"] : null))[0];
        var (agent, coordinator, tool) = (new AgentNode(node), new CoordinatorNode(node), new PackageTool(format, node));
        await node.RunAsync("cp", "--archive", "/etc/resolv.conf", "/root/resolv.conf");
        var untouched = await NodeFileList.ReadAsync(node);

        // The version before, in use.
        await tool.InstallAsync(previous);
        await coordinator.AnswersAsync();
        await agent.JoinAsync(await coordinator.JoinLineAsync());
        await coordinator.JudgedAsync(name, FieldParts.PreviousVersion);
        await UseAsync(agent, coordinator);
        var kept = await KeptState.SeeAsync(agent, coordinator);
        var history = await coordinator.HistoryAsync();

        // Up, with a report that no coordinator has taken yet. What an administrator stopped stays so.
        await node.RunAsync("systemctl", "stop", CoordinatorNode.Unit);
        await SetNameServerAsync(agent, "192.0.2.54");
        await node.RunAsync("systemctl", "restart", AgentNode.Unit);
        await UnsentAsync(agent);
        var process = await agent.ProcessAsync();
        await tool.InstallAsync(present);
        (await agent.VersionAsync()).ShouldBe(FieldParts.Version);
        (await agent.ProcessAsync()).ShouldNotBe(process, "restarted");
        (await agent.UnsentReportsAsync()).ShouldBeGreaterThan(0, "a report without acknowledgement stays");
        (await node.UnitStateAsync(CoordinatorNode.Unit)).ShouldBe("inactive");
        await node.RunAsync("systemctl", "start", CoordinatorNode.Unit);
        await SentAsync(agent, coordinator, FieldParts.Version, "192.0.2.54");
        (await KeptState.SeeAsync(agent, coordinator)).ShouldBe(kept);
        KeptState.Continues(history, await coordinator.HistoryAsync()).ShouldBeTrue("history");
        history = await coordinator.HistoryAsync();

        // Down, with both running: both are restarted.
        process = await agent.ProcessAsync();
        var server = await agent.PropertyAsync("MainPID", CoordinatorNode.Unit);
        await tool.InstallAsync(previous);
        await coordinator.JudgedAsync(name, FieldParts.PreviousVersion);
        (await agent.VersionAsync()).ShouldBe(FieldParts.PreviousVersion);
        (await agent.ProcessAsync()).ShouldNotBe(process);
        (await agent.PropertyAsync("MainPID", CoordinatorNode.Unit)).ShouldNotBe(server);
        (await node.RunAsync("acpfleet", "version", "--output", "json")).ShouldNotContain($"\"{FieldParts.Version}\"", customMessage: "program and coordinator are the version before");
        (await KeptState.SeeAsync(agent, coordinator)).ShouldBe(kept);
        KeptState.Continues(history, await coordinator.HistoryAsync()).ShouldBeTrue("history");

        await RemoveAsync(agent, tool);
        await tool.PurgeAsync(Packages);
        await node.RunAsync("cp", "--archive", "/root/resolv.conf", "/etc/resolv.conf");
        NodeFileList.Differences(untouched, await NodeFileList.ReadAsync(node)).ShouldBeEmpty();
        (await node.TryAsync(["getent", "passwd", "acpfleet"])).ExitCode.ShouldNotBe(0);
        (await node.RunAsync("systemctl", "list-units", "--all", "--no-legend", "acpfleet*")).ShouldBeEmpty();
        PrintedFigures.Add(string.Create(CultureInfo.InvariantCulture, $"{format}: booted, installed, up, down, removed and purged in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s"));
    }

    /// <summary>Makes everything that may not be lost: edited and own files, a token, a plan, a finding with a history.</summary>
    private static async Task UseAsync(AgentNode agent, CoordinatorNode coordinator)
    {
        var node = agent.Node;
        await node.RunAsync("/bin/sh", "-c", "echo '# edited' >> /etc/acpfleet-agent/agent.yaml; echo '// edited' >> /etc/acpfleet/coordinator.json; echo site > /etc/acpfleet-agent/site-owned");
        await node.RunAsync("acpfleet", "token", "create", "--note", "kept", "--lifetime", "24h");
        await node.RunAsync("acpfleet", "plan", "init", "--file", "/root/fleet.yaml");
        await node.RunAsync("acpfleet", "plan", "apply", "/root/fleet.yaml");
        await SetNameServerAsync(agent, "192.0.2.53");
        await coordinator.ScanAsync(node.Name);
    }

    private static Task SetNameServerAsync(AgentNode agent, string address) => agent.Node.WriteAsync("/etc/resolv.conf", $"nameserver {address}\n");

    private static Task UnsentAsync(AgentNode agent) => Eventually.GetAsync(agent.UnsentReportsAsync, count => count > 0, count => $"{count} unsent reports");

    /// <summary>Waits until that version has handed everything over, the name server among it.</summary>
    private static async Task SentAsync(AgentNode agent, CoordinatorNode coordinator, string version, string nameServer)
    {
        await coordinator.AnswersAsync();
        await coordinator.JudgedAsync(agent.Node.Name, version);
        await Eventually.GetAsync(agent.UnsentReportsAsync, count => count == 0, count => $"{count} unsent reports");
        var facts = await coordinator.FactsAsync(agent.Node.Name);
        facts.Sections.Single(section => section.Network is not null).Network.Resolver.Nameservers.ShouldBe([nameServer]);
    }

    /// <summary>Programs and units go; what an administrator and the node made stays.</summary>
    private static async Task RemoveAsync(AgentNode agent, PackageTool tool)
    {
        var node = agent.Node;
        var before = await KeptState.FilesAsync(agent);
        await tool.RemoveAsync(Packages);
        foreach (var unit in (string[])[AgentNode.Unit, CoordinatorNode.Unit])
            (await node.UnitStateAsync(unit)).ShouldBe("inactive");
        (await node.TryAsync(["pgrep", "acpfleet"])).ExitCode.ShouldBe(1);
        foreach (var program in (string[])["acpfleet", "acpfleet-agent", "acpfleet-coordinator"])
            (await node.TryAsync(["test", "-e", "/usr/bin/" + program])).ExitCode.ShouldBe(1);
        if (tool.Format == "deb")
            (await KeptState.FilesAsync(agent)).ShouldBe(before);
        else
            await node.RunAsync("sha256sum", "/etc/acpfleet-agent/agent.yaml.rpmsave", "/etc/acpfleet/coordinator.json.rpmsave", "/var/lib/acpfleet-agent/identity.pem", "/var/lib/acpfleet/ca/ca.key", "/var/lib/acpfleet/fleet.db");
    }
}
