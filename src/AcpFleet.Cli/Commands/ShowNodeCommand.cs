using System.CommandLine;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Views;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet node show NODE</c>.</summary>
internal sealed class ShowNodeCommand : CoordinatorCommand
{
    private readonly Argument<string> _node = new("node") { Description = "Name or id of the node", HelpName = "node" };
    private readonly Option<bool> _facts = new("--facts") { Description = "Print the node's facts as JSON instead" };

    public ShowNodeCommand(SessionFactory sessions)
        : base("show", "Show one node: what it is, how its facts were read, and every finding on it.", sessions)
    {
        Add(_node);
        Add(_facts);
        AddConnectionOptions();
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet node show cp-1", "state, sections that could not be read, findings"),
        ("acpfleet node show cp-1 --facts | jq .network", "the facts behind the findings"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(_node);
        if (parsed.GetValue(_facts))
        {
            WriteFacts(session, await client.GetFactsAsync(name, cancellationToken).ConfigureAwait(false));
            return ExitCode.Success;
        }

        var view = await client.GetNodeAsync(name, cancellationToken).ConfigureAwait(false);
        var findings = await client.ListFindingsAsync(new FindingFilter { Node = view.Id }, cancellationToken).ConfigureAwait(false);
        if (session.Json)
            session.WriteJson(new NodeReport(view, findings), CliJson.Default.NodeReport);
        else
            new NodeDetailView(session.Out, session.Time).Write(view, findings);
        return ExitCode.Success;
    }

    private static void WriteFacts(Session session, string text)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(text);
            session.WriteJson(document.RootElement, CliJson.Default.JsonElement);
        }
        catch (System.Text.Json.JsonException malformed)
        {
            throw new CliFault(ExitCode.CoordinatorUnavailable, $"The coordinator's answer holds no facts in JSON: {malformed.Message}", "Check that the coordinator's version fits this program's (acpfleet version).", malformed);
        }
    }
}
