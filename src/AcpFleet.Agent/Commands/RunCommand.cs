using System.CommandLine;
using System.Runtime.InteropServices;
using AcpFleet.Agent.Configuration;
using AcpFleet.Agent.Identity;
using AcpFleet.Agent.Logging;
using AcpFleet.Agent.Session;
using AcpFleet.Daemon;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Commands;

/// <summary><c>acpfleet-agent run</c>: the service.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var state = CommonOptions.State();
        var config = CommonOptions.Config();
        var root = CommonOptions.Root();
        CommonOptions.MustExist(root);
        var coordinator = CommonOptions.Coordinator("Where the coordinator answers agents [default: the configuration file's, or the address noted at enrolment]");
        var spool = new Option<int?>("--spool-mib")
        {
            Description = "MiB of reports kept while the coordinator is away (1 to 256) [default: 64]",
            HelpName = "N",
        };
        spool.Validators.Add(result =>
        {
            // Looked at as text: what is no number is the parser's to refuse, and it throws when asked for its value here.
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var mebibytes) && (mebibytes is < AgentSettings.SmallestSpool or > AgentSettings.LargestSpool))
                result.AddError("--spool-mib: give a number from 1 to 256");
        });
        var verbose = new Option<bool>("--verbose") { Description = "Log every collection and acknowledgement" };
        var withInput = new Option<bool>("--stop-with-stdin") { Description = "Stop when standard input ends: for a parent process that must leave nothing behind" };
        var command = new Command("run", "Report this node's facts to the coordinator until stopped (SIGTERM)")
        {
            config, state, root, coordinator, spool, verbose, withInput,
        };
        command.SetAction((result, cancellationToken) =>
        {
            if (SettingsSource.Read(result.GetValue(config), result.GetValue(state), result.GetRequiredValue(root)) is not { } settings)
                return Task.FromResult(ExitCode.InvalidInput);
            settings = settings with
            {
                Coordinator = result.GetValue(coordinator) ?? settings.Coordinator,
                SpoolMebibytes = result.GetValue(spool) ?? settings.SpoolMebibytes,
                LogLevel = result.GetValue(verbose) ? LogLevel.Debug : settings.LogLevel,
            };
            return RunAsync(settings, result.GetValue(withInput), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(AgentSettings settings, bool stopWithInput, CancellationToken cancellationToken)
    {
        using var loggers = AgentLogging.Create(settings.LogLevel);
        var health = new AgentHealth(ServiceNotifier.OfProcess(), TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stop, health));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stop, health));
        if (stopWithInput)
            StandardInput.AtEnd(() => Stop(stop, health));
        try
        {
            var collector = NodeCollection.Open(settings.Root, loggers);
            await new AgentService(settings, collector, health, TimeProvider.System, loggers).RunAsync(stop.Token).ConfigureAwait(false);
            return ExitCode.Success;
        }
        catch (IdentityException exception)
        {
            health.Notifier.Status(exception.Message);
            return Fault.Say(exception.Message, ExitCode.CoordinatorUnavailable);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            health.Notifier.Status(exception.Message);
            return Fault.Say(exception.Message, ExitCode.LocalFailure);
        }
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource stop, AgentHealth health)
    {
        context.Cancel = true;
        Stop(stop, health);
    }

    /// <summary>A second signal may come when the first has done its work.</summary>
    private static void Stop(CancellationTokenSource stop, AgentHealth health)
    {
        health.Notifier.Stopping("stopping");
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It is ending already.
        }
    }
}
