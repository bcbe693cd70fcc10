using System.CommandLine;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Views;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet nodes</c>.</summary>
internal sealed class ListNodesCommand : CoordinatorCommand
{
    public ListNodesCommand(SessionFactory sessions)
        : base("nodes", "List the nodes: their state, what blocks them, their system, when they were last scanned.", sessions)
    {
        AddConnectionOptions();
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet nodes", "every node of the fleet"),
        ("acpfleet nodes --output json | jq -r '.[] | select(.state != \"ready\") | .name'", "names of those that are not ready"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken)
    {
        var nodes = await client.ListNodesAsync(cancellationToken).ConfigureAwait(false);
        if (session.Json)
            session.WriteJson(nodes, ApiJson.Default.IReadOnlyListNodeView);
        else
            new NodesView(session.Out, session.Time).Write(nodes);
        return ExitCode.Success;
    }
}
