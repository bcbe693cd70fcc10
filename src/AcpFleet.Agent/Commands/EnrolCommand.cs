using System.CommandLine;
using AcpFleet.Agent.Enrolment;
using AcpFleet.Agent.Identity;
using AcpFleet.Files;
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
        var force = new Option<bool>("--force") { Description = "Enrol again although this node has an identity: it becomes a new node" };
        var command = new Command("enrol", "Join a fleet with a token from 'acpfleet token create'") { coordinator, tokenFile, state, root, force };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetRequiredValue(coordinator)!,
            result.GetRequiredValue(tokenFile),
            result.GetRequiredValue(state),
            result.GetRequiredValue(root),
            result.GetValue(force),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CoordinatorAddress coordinator, string tokenFile, string state, string root, bool force, CancellationToken cancellationToken)
    {
        try
        {
            if (AgentIdentity.Exists(state) && !force)
            {
                using var present = AgentIdentity.Load(state);
                return Fault.Say($"this node is enrolled already, as {present.Uri}. Give --force to make it a new node", ExitCode.InvalidInput);
            }

            if (!JoinToken.TryParse(await ReadTokenAsync(tokenFile, cancellationToken).ConfigureAwait(false), out var token, out var error))
                return Fault.Say($"{(tokenFile == "-" ? "standard input" : tokenFile)}: {error}", ExitCode.InvalidInput);
            DirectoryEntry.EnsurePrivate(state);
            using var held = DirectoryLock.Acquire(state);
            var uri = await new EnrolmentClient(state, TimeProvider.System)
                .EnrolAsync(coordinator, token, NodeDescription.Read(root), cancellationToken).ConfigureAwait(false);
            Console.Out.WriteLine($"Enrolled as {uri}. Start the agent with: acpfleet-agent run --state {state}");
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
