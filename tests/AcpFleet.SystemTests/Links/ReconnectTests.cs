using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using Xunit.Abstractions;

namespace AcpFleet.SystemTests.Links;

public sealed class ReconnectTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>A TLS handshake with a client certificate, hello, welcome and a round of time exchanges stay below this.</summary>
    private const long ReconnectLimit = 8 * 1024;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Reconnect_OfAnUnchangedNode_SendsNoSectionAgain()
    {
        await using var coordinator = await TestCoordinator.StartAsync(_directory["data"]);
        await using var proxy = new CountingProxy(coordinator.Agents);
        // A captured tree: on a living machine something changes between two scans.
        await using var agent = new TestAgent(_directory["agent"], coordinator, FixtureTree.Path("debian-12"));
        await agent.EnrolAsync();
        agent.StartAt(proxy.Address);
        await agent.Process.WaitForAsync("First report acknowledged");
        var before = await SectionsAsync(coordinator);
        var firstUp = proxy.Up;
        var seen = agent.Process.Output.Length;

        proxy.Cut();
        await agent.Process.WaitForAsync("Connected to", seen);
        // The coordinator answers a scan after the hello, so the hello's outcome is complete.
        await coordinator.ScanAsync();

        var againUp = proxy.Up - firstUp;
        var line = $"agent to coordinator, TLS and a scan included: first connection {firstUp} bytes, reconnect of the unchanged node {againUp} bytes";
        output.WriteLine(line);
        PrintedFigures.Add(line);
        proxy.Connections.ShouldBe(2);
        (await SectionsAsync(coordinator)).ShouldBe(before);
        againUp.ShouldBeLessThan(ReconnectLimit);
        againUp.ShouldBeLessThan(firstUp);
    }

    private static async Task<string[]> SectionsAsync(TestCoordinator coordinator) =>
        [.. (await coordinator.NodesAsync()).Single().Sections.Select(section => $"{section.Kind} {section.Digest} {section.StoredAt:O}")];
}
