using System.CommandLine;
using AcpFleet.Agent.Status;

namespace AcpFleet.Agent.Commands;

/// <summary><c>acpfleet-agent status</c>: one screen on this agent, whether the service runs or not.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var state = CommonOptions.State();
        var config = CommonOptions.Config();
        var root = CommonOptions.Root();
        CommonOptions.MustExist(root);
        var output = CommonOptions.Output();
        var command = new Command("status", "Show whether this node is enrolled, as whom, and what it waits for") { output, state, config, root };
        command.SetAction(result =>
        {
            if (SettingsSource.Read(result.GetValue(config), result.GetValue(state), result.GetRequiredValue(root)) is not { } settings)
                return ExitCode.InvalidInput;
            try
            {
                var status = AgentStatus.Read(settings, TimeProvider.System);
                Console.Out.WriteLine(result.GetRequiredValue(output) == "json" ? StatusJson.Write(status) : StatusText.Write(status));
                return status.IsEnrolled ? ExitCode.Success : ExitCode.CoordinatorUnavailable;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return Fault.Say($"{exception.Message}. The agent's files are root's: run it as root", ExitCode.LocalFailure);
            }
        });
        return command;
    }
}
