using System.CommandLine;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Views;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet token list</c>.</summary>
internal sealed class ListTokensCommand : CoordinatorCommand
{
    public ListTokensCommand(SessionFactory sessions)
        : base("list", "List join tokens with their state; their text is never shown again.", sessions)
    {
        AddConnectionOptions();
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } = [("acpfleet token list", "all tokens, spent and expired ones too")];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken)
    {
        var tokens = await client.ListTokensAsync(cancellationToken).ConfigureAwait(false);
        if (session.Json)
            session.WriteJson(tokens, ApiJson.Default.IReadOnlyListTokenView);
        else
            new TokensView(session.Out, session.Time).Write(tokens);
        return ExitCode.Success;
    }
}
