using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Links;

public sealed class StopTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>Holds a fault: the signal reached a source that was disposed already, and the agent aborted.</summary>
    [Theory]
    [InlineData(Signals.Terminate)]
    [InlineData(Signals.Interrupt)]
    public async Task Signal_ToARunningAgentAndCoordinator_EndsBothCleanly(int signal)
    {
        await using var coordinator = await TestCoordinator.StartAsync(_directory["data"]);
        await using var agent = new TestAgent(_directory["agent"], coordinator);
        await agent.EnrolAsync();
        agent.Start();
        await agent.Process.WaitForAsync("First report acknowledged");

        Signals.Send(agent.Process.Id, signal);
        await agent.Process.ExitedAsync();
        Signals.Send(coordinator.Process.Id, signal);
        await coordinator.Process.ExitedAsync();

        agent.Process.ExitCode.ShouldBe(0, agent.Process.Output);
        agent.Process.Output.ShouldNotContain("Unhandled");
        coordinator.Process.ExitCode.ShouldBe(0, coordinator.Process.Output);
    }
}
