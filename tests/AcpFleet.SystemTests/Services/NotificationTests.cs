using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Services;

/// <summary>What the real programs tell systemd, over a real datagram socket.</summary>
public sealed class NotificationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Agent_WhoseCoordinatorIsAway_IsReadyAndSaysWhatItWaitsFor()
    {
        using var systemd = NotifyReceiver.AtPath();
        await using var coordinator = await TestCoordinator.StartAsync(_directory["data"]);
        await using var agent = new TestAgent(_directory["agent"], coordinator);
        await agent.EnrolAsync();
        await coordinator.Process.KillAsync();

        agent.Start(systemd.Prefix);
        (await systemd.ReceiveAsync("READY=1")).ShouldContain($"STATUS=waiting for the coordinator at {coordinator.Agents}");
        (await systemd.ReceiveAsync("next try in")).ShouldStartWith($"STATUS=waiting for the coordinator at {coordinator.Agents}: ");
        await systemd.ReceiveAsync("WATCHDOG=1");

        await coordinator.StartAsync();
        (await systemd.ReceiveAsync("connected")).ShouldStartWith($"STATUS=connected to {coordinator.Agents} as acpfleet://");

        agent.Process.Terminate();
        await systemd.ReceiveAsync("STOPPING=1");
        await agent.Process.ExitedAsync();
        agent.Process.ExitCode.ShouldBe(0, agent.Process.Output);
    }

    [Fact]
    public async Task Coordinator_ThatListens_IsReadyAndShowsProgress()
    {
        using var systemd = NotifyReceiver.Abstract();
        await using var coordinator = await TestCoordinator.StartAsync(_directory["data"], systemd.Prefix);

        (await systemd.ReceiveAsync("READY=1")).ShouldContain($"agents connect to {coordinator.Agents}, people to {coordinator.People}");
        await systemd.ReceiveAsync("WATCHDOG=1");
        coordinator.Process.Terminate();
        await systemd.ReceiveAsync("STOPPING=1");
        await coordinator.Process.ExitedAsync();
        coordinator.Process.ExitCode.ShouldBe(0, coordinator.Process.Output);
    }
}
