using AcpFleet.Checks.Text;
using System.CommandLine;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Cli.Views;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet scan [NODE…]</c>.</summary>
internal sealed class StartScanCommand : CoordinatorCommand
{
    private readonly Argument<string[]> _nodes = new("node")
    {
        Description = "Names or ids of nodes; none means all",
        HelpName = "node",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _noWait = new("--no-wait") { Description = "Only start it, and print its id" };

    public StartScanCommand(SessionFactory sessions)
        : base("scan", "Have the nodes collect their facts now and judge them anew. Exit code 1 when a node was not reached.", sessions)
    {
        Add(_nodes);
        Add(_noWait);
        AddConnectionOptions();
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet scan", "every node; waits, and shows each as it answers"),
        ("acpfleet scan cp-1 cp-2", "two nodes"),
        ("acpfleet scan --no-wait --output json | jq -r .id", "start it and go on"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken)
    {
        var scan = await client.StartScanAsync(parsed.GetValue(_nodes) ?? [], cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_noWait))
        {
            if (session.Json)
                session.WriteJson(scan, ApiJson.Default.ScanView);
            else
                session.Out.Line(SafeText.Of(scan.Id));
            return ExitCode.Success;
        }

        if (scan.Nodes.Count == 0)
            session.Error.Paragraph(session.Error.Say(Sentences.NoNodes));
        scan = await new ScanFollower(client, session.Time).FollowAsync(scan, new ScanProgress(session.Error, session.Time), cancellationToken).ConfigureAwait(false);
        if (session.Json)
            session.WriteJson(scan, ApiJson.Default.ScanView);
        else
            new ScanSummary(session.Out).Write(scan);
        return scan.Nodes.All(node => node.State == "completed") ? ExitCode.Success : ExitCode.NotReady;
    }
}
