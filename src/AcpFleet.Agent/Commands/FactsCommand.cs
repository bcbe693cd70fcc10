using System.CommandLine;
using AcpFleet.Protocol.Facts;
using AcpFleet.Agent.Logging;
using AcpFleet.Protocol.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Commands;

/// <summary><c>acpfleet-agent facts</c>: everything that the probes found, as JSON.</summary>
internal static class FactsCommand
{
    public static Command Create()
    {
        var root = CommonOptions.Root();
        CommonOptions.MustExist(root);
        var command = new Command("facts", "Print this node's facts as JSON: what 'acpfleet evaluate' judges") { root };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetRequiredValue(root), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string root, CancellationToken cancellationToken)
    {
        using var loggers = AgentLogging.Create(LogLevel.Warning);
        var collector = NodeCollection.Open(root, loggers);
        var sections = await collector.CollectAsync(collector.Kinds, cancellationToken).ConfigureAwait(false);
        var file = new FactsFile
        {
            Format = FactsJson.Format,
            Collector = "acpfleet-agent",
            AgentVersion = Product.Version,
            WrittenAt = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
            Facts = new NodeFacts(),
        };
        file.Facts.Sections.AddRange(sections);
        Console.Out.WriteLine(FactsJson.Write(file));
        return ExitCode.Success;
    }
}
