using System.CommandLine;
using System.CommandLine.Invocation;
using AcpFleet.Cli.Commands;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli;

/// <summary>From arguments to an exit code. Whatever goes wrong ends here as lines on standard error.</summary>
internal sealed class CliApplication(CliEnvironment environment, StopRequest stop)
{
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var sessions = new SessionFactory(environment);
        var root = AcpFleetCommand.Create(sessions);
        var parsed = root.Parse(arguments.Count == 0 ? ["--help"] : arguments);
        if (parsed.Action is ParseErrorAction)
            return ReportUsage(sessions.CreateForErrors().Error, parsed);
        var session = parsed.Errors.Count > 0 ? sessions.CreateForErrors() : sessions.Create(parsed);
        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = environment.Out,
                Error = environment.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return stop.ExitCode;
        }
        catch (CliFault fault)
        {
            FaultReport.Write(session.Error, fault);
            return fault.ExitCode;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            FaultReport.Write(session.Error, new CliFault(ExitCode.LocalFailure, failure.Message, "Check free space and permissions.", failure));
            return ExitCode.LocalFailure;
        }
        catch (Exception unforeseen) when (unforeseen is not OutOfMemoryException)
        {
            FaultReport.WriteInternal(session.Error, unforeseen);
            return ExitCode.InternalFault;
        }
    }

    private static int ReportUsage(Screen screen, ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            FaultReport.WriteError(screen, string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var names = new List<string>();
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, command.Command is RootCommand ? "acpfleet" : command.Command.Name);
        FaultReport.WriteNext(screen, $"Run '{string.Join(' ', names)} --help' for the options and examples.");
        return ExitCode.InvalidInput;
    }
}
