using AcpFleet.Agent.Configuration;
using AcpFleet.Agent.Enrolment;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Identity;
using AcpFleet.Agent.Machine;
using AcpFleet.Agent.Policy;
using AcpFleet.Agent.Probes;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Session;

/// <summary>
/// The whole service, from a state directory that may be empty or another machine's to a node that reports: binds the
/// state to this machine, enrols by the join file where there is no identity, and runs.
/// </summary>
internal sealed class AgentService(AgentSettings settings, ISectionCollector collector, AgentHealth health, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("acpfleet.agent");

    /// <summary>Runs until it is cancelled.</summary>
    /// <exception cref="IdentityException">The node is not enrolled and there is no join file, or its identity is damaged.</exception>
    /// <exception cref="IOException">The state directory is in use or cannot be used.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var joinFile = settings.Files.Join;
        if (!AgentIdentity.Exists(settings.StateDirectory) && !File.Exists(joinFile))
            throw NotEnrolled(joinFile);
        using var state = StateDirectory.Open(settings.StateDirectory);
        var moved = MachineBinding.Ensure(state, MachineIdentity.Read(new HostRoot(settings.Root)));
        if (moved is not null)
            ServiceLog.OtherMachine(_logger, moved);
        var policy = PolicyFile.Read(settings.Files.Policy);
        ServiceLog.Policy(_logger, policy.Problem is null ? LogLevel.Information : LogLevel.Warning, policy.ToString());
        await using var watchdog = health.Watch();
        try
        {
            if (!AgentIdentity.Exists(state.Path))
            {
                if (!File.Exists(joinFile))
                    throw NotEnrolled(joinFile);
                await new SelfEnrolment(joinFile, state, NodeDescription.Read(settings.Root), health, time, _logger)
                    .EnrolAsync(cancellationToken).ConfigureAwait(false);
            }

            EnrolmentClient.FinishInterrupted(state.Path);
            using var runtime = new AgentRuntime(settings, state, policy, collector, health, time, loggers);
            await runtime.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // Stopped on request while it enrolled.
        }
    }

    private IdentityException NotEnrolled(string joinFile) => new(
        $"this node is not enrolled: there is no '{Path.Combine(settings.StateDirectory, AgentIdentity.FileName)}'. Run the line that 'acpfleet token create' prints, or put a join file at '{joinFile}'");
}
