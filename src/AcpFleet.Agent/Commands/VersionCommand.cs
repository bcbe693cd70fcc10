using System.CommandLine;
using AcpFleet.Agent.Session;

namespace AcpFleet.Agent.Commands;

/// <summary><c>acpfleet-agent version</c>.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Print the agent's version and the protocol it speaks");
        command.SetAction(_ =>
        {
            var protocol = ProtocolVersions.Current;
            Console.Out.WriteLine($"acpfleet-agent {Product.Version}, protocol {protocol.Major}.{protocol.Minor}");
            return ExitCode.Success;
        });
        return command;
    }
}
