using System.CommandLine;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Cli.Views;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet readiness</c>.</summary>
internal sealed class ShowReadinessCommand : CoordinatorCommand
{
    public ShowReadinessCommand(SessionFactory sessions)
        : base("readiness", "Tell whether the fleet is ready for the installation. Exit code 0: ready; 1: not ready.", sessions)
    {
        AddConnectionOptions();
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet readiness", "the verdict, and each node's part in it"),
        ("acpfleet readiness > /dev/null && ./setup.sh", "go on only when everything is ready"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken)
    {
        var readiness = await client.GetReadinessAsync(cancellationToken).ConfigureAwait(false);
        if (session.Json)
            session.WriteJson(readiness, ApiJson.Default.ReadinessView);
        else
            Write(session.Out, readiness, await client.ListFindingsAsync(FindingFilter.Everything, cancellationToken).ConfigureAwait(false));
        return readiness.Ready ? ExitCode.Success : ExitCode.NotReady;
    }

    private static void Write(Screen screen, ReadinessView readiness, IReadOnlyList<FindingView> findings)
    {
        var verdict = new VerdictView(screen);
        verdict.Write(readiness, findings);
        screen.Blank();
        if (readiness.Nodes.Count == 0)
        {
            screen.Paragraph(screen.Say(Sentences.NoNodes));
            return;
        }

        new ReadinessTable(screen).Write(readiness);
        screen.Blank();
        verdict.WriteAssumptions(readiness);
        if (!readiness.Ready)
            screen.Paragraph(screen.Say(Sentences.SeeFindings));
    }
}
