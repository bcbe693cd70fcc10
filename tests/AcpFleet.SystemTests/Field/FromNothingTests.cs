using System.Net;
using System.Net.Http.Headers;
using AcpFleet.TestBed.Nodes.Containers;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Field;

/// <summary>From one file to a fleet that is judged, with systemd, journal and mutual TLS as in the field.</summary>
[Collection(FieldCollection.Name)]
public sealed class FromNothingTests(FieldFleet fleet)
{
    private static readonly string[] Systems = ["Debian GNU/Linux 11", "Debian GNU/Linux 12", "Debian GNU/Linux 13"];

    [SkippableFact]
    public async Task Bundle_OnFourNodes_ThreeAreEnrolledReportingAndJudgedByTheirOwnFacts()
    {
        await fleet.StandAsync();

        fleet.FirstVerdict.Fleet.ShouldBe("field");
        fleet.FirstVerdict.Nodes.Select(node => node.Name).ShouldBe(fleet.Agents.Select(agent => agent.Node.Name), ignoreOrder: true);
        // Containers have this machine's kernel and no name server: a verdict that found nothing would be wrong.
        fleet.FirstVerdict.Ready.ShouldBeFalse();
        fleet.FirstVerdict.Nodes.ShouldAllBe(node => node.Blocking > 0);
        foreach (var (agent, system) in fleet.Agents.Zip(Systems))
        {
            var view = await fleet.Coordinator.JudgedAsync(agent.Node.Name, FieldParts.Version);
            view.Hostname.ShouldBe(agent.Node.Name);
            view.Address.ShouldBe(agent.Node.Address);
            view.Stale.ShouldBeFalse();
            view.OperatingSystem.ShouldNotBeNull().ShouldStartWith(system);
            view.Policy.ShouldBe("observe");
            view.PolicyProblem.ShouldBeNull();
            view.Sections.Count.ShouldBe(6);
            (await agent.IdentityAsync()).ShouldBe($"acpfleet://field/agent/{view.Id}");
            var facts = await fleet.Coordinator.FactsAsync(agent.Node.Name);
            var network = facts.Sections.Single(section => section.Network is not null).Network;
            network.Hostname.ShouldBe(agent.Node.Name);
            network.Interfaces.SelectMany(link => link.Addresses).Select(address => address.Address).ShouldContain(agent.Node.Address);
            network.Listeners.ShouldNotContain(listener => listener.Process == "acpfleet-agent", "the agent listens on no port");
            var machine = (await agent.Node.RunAsync("cat", "/etc/machine-id")).Trim();
            (await agent.Node.RunAsync("cat", "/var/lib/acpfleet-agent/machine")).ShouldContain(machine);
        }
    }

    [SkippableFact]
    public async Task Services_OfTheFleet_SayInStatusAndJournalHowTheyAre()
    {
        await fleet.StandAsync();
        foreach (var agent in fleet.Agents)
        {
            var status = await agent.Node.RunAsync("systemctl", "status", "--no-pager", AgentNode.Unit);
            status.ShouldContain("active (running)");
            status.ShouldContain($"connected to {fleet.Coordinator.Node.Address}:7443 as {await agent.IdentityAsync()}");
            var lines = await agent.JournalAsync();
            lines.ShouldContain(line => line.Priority == 6 && line.Message.Contains("Connected to ", StringComparison.Ordinal));
            lines.ShouldAllBe(line => !line.Message.StartsWith('<'), "the priority is the journal's, not text");
            (await agent.Node.RunAsync("systemctl", "list-units", "--failed", "--no-legend")).ShouldBeEmpty();
        }

        var coordinator = new AgentNode(fleet.Coordinator.Node);
        (await coordinator.PropertyAsync("StatusText", CoordinatorNode.Unit)).ShouldContain("field");
        (await coordinator.PropertyAsync("User", CoordinatorNode.Unit)).ShouldBe("acpfleet");
        var said = await coordinator.JournalAsync(CoordinatorNode.Unit);
        said.ShouldContain(line => line.Priority == 6 && line.Message.Contains("connected from", StringComparison.Ordinal));
        said.ShouldAllBe(line => line.Priority > 3, "no errors");
    }

    [SkippableFact]
    public async Task Link_WithoutACertificate_IsTheFleetsAndIsRefused()
    {
        await fleet.StandAsync();
        using var handler = FleetAuthority.Trust(await FleetAuthority.ReadAsync(fleet.Coordinator.Node));
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://{fleet.Coordinator.Node.Address}:7443/acpfleet.v1.AgentLink/Connect")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));

        using var response = await client.SendAsync(request);

        Header(response, "grpc-status").ShouldBe("16");
        Header(response, "grpc-message").ShouldContain("no client certificate was shown");
        // The agents' own connections, which pass that gate, go to the same port and nowhere else.
        foreach (var agent in fleet.Agents)
        {
            await agent.ConnectedAsync();
            var links = (await agent.Node.RunAsync("ss", "-tnpH", "state", "established")).Split('\n').Where(line => line.Contains("acpfleet-agent", StringComparison.Ordinal)).ToList();
            links.Count.ShouldBe(1);
            links[0].ShouldContain($":{fleet.Coordinator.Node.Address}]:7443");
        }
    }

    [SkippableFact]
    public async Task Bundle_RunAgain_SaysWhatIsRightAndChangesNothing()
    {
        await fleet.StandAsync();
        var agent = fleet.Agents[2];
        var coordinator = new AgentNode(fleet.Coordinator.Node);
        var files = (await NodeFileList.ReadAsync(agent.Node, times: true), await NodeFileList.ReadAsync(coordinator.Node, times: true));
        var processes = (await agent.ProcessAsync(), await coordinator.PropertyAsync("MainPID", CoordinatorNode.Unit));

        var said = (await FieldFleet.RunBundleAsync(agent.Node, "--agent", "--join-file", "/root/join.yaml"), await FieldFleet.RunBundleAsync(coordinator.Node, "--coordinator"));

        said.Item1.ShouldContain($"already right: acpfleet-agent {FieldParts.Version}");
        said.Item1.ShouldContain("already right: the agent is enrolled and runs");
        said.Item2.ShouldContain($"already right: acpfleet-coordinator {FieldParts.Version}");
        said.Item2.ShouldContain("already right: the coordinator answers");
        (await agent.ProcessAsync(), await coordinator.PropertyAsync("MainPID", CoordinatorNode.Unit)).ShouldBe(processes, "nothing was restarted");
        // What the services keep of their work is theirs and goes on.
        Foreign(NodeFileList.Differences(files.Item1, await NodeFileList.ReadAsync(agent.Node, times: true))).ShouldBeEmpty();
        Foreign(NodeFileList.Differences(files.Item2, await NodeFileList.ReadAsync(coordinator.Node, times: true))).ShouldBeEmpty();

        static IEnumerable<string> Foreign(IReadOnlyList<string> differences) =>
            differences.Where(line => !line.Contains(" /var/lib/acpfleet", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Reboot_OfTheCoordinatorsNode_EverythingComesBackByItself()
    {
        await fleet.StandAsync();
        var before = await AgentsAsync();
        var history = await fleet.Coordinator.HistoryAsync();
        history.ShouldNotBeEmpty();

        await ((ContainerNode)fleet.Coordinator.Node).RebootAsync();

        await fleet.Coordinator.AnswersAsync();
        foreach (var agent in fleet.Agents)
        {
            await Eventually.GetAsync(() => fleet.Coordinator.FindAsync(agent.Node.Name), node => node is { Connected: true }, node => $"{agent.Node.Name}: {node}");
            await agent.ConnectedAsync();
        }

        (await AgentsAsync()).ShouldBe(before, "the same nodes, and no process was restarted: an agent whose coordinator is away has not failed");
        var ids = (await fleet.Coordinator.HistoryAsync()).Select(entry => entry.Id).ToHashSet();
        history.ShouldAllBe(entry => ids.Contains(entry.Id));

        async Task<IReadOnlyList<(string, int)>> AgentsAsync() =>
            [.. await Task.WhenAll(fleet.Agents.Select(async agent => (await agent.IdentityAsync(), await agent.ProcessAsync())))];
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.TrailingHeaders.TryGetValues(name, out values) ? Uri.UnescapeDataString(values.Single()) : "";
}
