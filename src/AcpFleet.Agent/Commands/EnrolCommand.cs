using System.CommandLine;
using AcpFleet.Agent.Configuration;
using AcpFleet.Agent.Enrolment;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Identity;
using AcpFleet.Agent.Machine;
using AcpFleet.Agent.Programs;
using AcpFleet.Protocol.Identity;

namespace AcpFleet.Agent.Commands;

/// <summary><c>acpfleet-agent enrol</c>: joins a fleet with a token.</summary>
internal static class EnrolCommand
{
    private const int MaximumTokenFileBytes = 4096;

    public static Command Create()
    {
        var state = CommonOptions.State();
        var root = CommonOptions.Root();
        CommonOptions.MustExist(root);
        var coordinator = CommonOptions.Coordinator("Where the coordinator answers agents");
        coordinator.Required = true;
        var tokenFile = new Option<string>("--token-file")
        {
            Description = "File that holds the join token, or - for standard input; never the token itself, which would show in the list of processes",
            HelpName = "FILE",
            Required = true,
        };
        var config = CommonOptions.Config();
        var noStart = new Option<bool>("--no-start") { Description = "Leave the service alone; otherwise it is started when root enrols the machine's own agent under systemd" };
        var force = new Option<bool>("--force") { Description = "Enrol again although this node has an identity: it becomes a new node" };
        var command = new Command("enrol", "Join a fleet with a token from 'acpfleet token create'") { coordinator, tokenFile, state, config, root, force, noStart };
        command.SetAction((result, cancellationToken) =>
        {
            if (SettingsSource.Read(result.GetValue(config), result.GetValue(state), result.GetRequiredValue(root)) is not { } settings)
                return Task.FromResult(ExitCode.InvalidInput);
            // The service that is started runs with the default files: only what it would use is its to run with.
            var startsService = !result.GetValue(noStart) && result.GetValue(state) is null && result.GetValue(config) is null && settings.Root == "/" && UnitStart.IsPossible;
            return RunAsync(
                settings,
                result.GetRequiredValue(coordinator)!,
                result.GetRequiredValue(tokenFile),
                result.GetValue(force),
                startsService ? new UnitStart(new ProgramRunner(TimeProvider.System)) : null,
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(AgentSettings settings, CoordinatorAddress coordinator, string tokenFile, bool force, UnitStart? service, CancellationToken cancellationToken)
    {
        var directory = settings.StateDirectory;
        var machine = MachineIdentity.Read(new HostRoot(settings.Root));
        try
        {
            if (AgentIdentity.Exists(directory) && !force && MachineBinding.DifferenceTo(directory, machine) is null)
            {
                using var present = AgentIdentity.Load(directory);
                return Fault.Say($"this node is enrolled already, as {present.Uri}. Give --force to make it a new node", ExitCode.InvalidInput);
            }

            if (!JoinToken.TryParse(await ReadTokenAsync(tokenFile, cancellationToken).ConfigureAwait(false), out var token, out var error))
                return Fault.Say($"{(tokenFile == "-" ? "standard input" : tokenFile)}: {error}", ExitCode.InvalidInput);
            AgentUri uri;
            using (var state = StateDirectory.Open(directory))
            {
                if (MachineBinding.Ensure(state, machine) is { } moved)
                    Fault.Say(moved, ExitCode.Success);
                uri = await new EnrolmentClient(directory, TimeProvider.System)
                    .EnrolAsync(coordinator, token, NodeDescription.Read(settings.Root), cancellationToken).ConfigureAwait(false);
            }

            // The lock is free from here on: the service takes it.
            var next = service is null
                ? $"Start the agent with: acpfleet-agent run{(directory == AgentSettings.DefaultStateDirectory ? "" : $" --state {directory}")}"
                : await service.StartAsync(cancellationToken).ConfigureAwait(false);
            Console.Out.WriteLine($"Enrolled as {uri}. {next}");
            return ExitCode.Success;
        }
        catch (IdentityException exception)
        {
            return Fault.Say(exception.Message, ExitCode.CoordinatorUnavailable);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fault.Say(exception.Message, ExitCode.LocalFailure);
        }
    }

    private static async Task<string> ReadTokenAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = file == "-"
            ? Console.OpenStandardInput()
            : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        var buffer = new byte[MaximumTokenFileBytes];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }
}
