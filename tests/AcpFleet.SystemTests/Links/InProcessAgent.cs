using AcpFleet.Agent.Configuration;
using AcpFleet.Agent.Enrolment;
using AcpFleet.Agent.Identity;
using AcpFleet.Agent.Policy;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Session;
using AcpFleet.Daemon;
using AcpFleet.Protocol.Identity;
using AcpFleet.TestKit.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcpFleet.SystemTests.Links;

/// <summary>The agent's own runtime inside the test, so that its clock can be the test's; the coordinator and the wire are real.</summary>
internal sealed class InProcessAgent : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly AgentRuntime _runtime;
    private readonly Task _running;

    private readonly StateDirectory _state;

    private InProcessAgent(StateDirectory state, AgentRuntime runtime)
    {
        _state = state;
        _runtime = runtime;
        _running = runtime.RunAsync(_stop.Token);
    }

    public static async Task<InProcessAgent> StartAsync(TestCoordinator coordinator, string state, string root, ISectionCollector collector, TimeProvider time)
    {
        CoordinatorAddress.TryParse(coordinator.Agents, out var address, out var wrong).ShouldBeTrue(wrong);
        JoinToken.TryParse(await coordinator.TokenAsync(), out var token, out wrong).ShouldBeTrue(wrong);
        await new EnrolmentClient(state, TimeProvider.System).EnrolAsync(address!, token!, NodeDescription.Read(root), CancellationToken.None);
        var held = StateDirectory.Open(state);
        var settings = new AgentSettings { StateDirectory = state, Root = root };
        return new InProcessAgent(held, new AgentRuntime(settings, held, new LocalPolicy(PolicyMode.Observe, null), collector, new AgentHealth(ServiceNotifier.None, time), time, NullLoggerFactory.Instance));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _runtime.Dispose();
        _state.Dispose();
        _stop.Dispose();
    }
}
