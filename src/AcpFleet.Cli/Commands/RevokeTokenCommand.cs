using AcpFleet.Checks.Text;
using System.CommandLine;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet token revoke ID</c>.</summary>
internal sealed class RevokeTokenCommand : CoordinatorCommand
{
    private readonly Argument<string> _id = new("id") { Description = "The token's id, as 'acpfleet token list' shows it" };

    public RevokeTokenCommand(SessionFactory sessions)
        : base("revoke", "Revoke a join token: no further node joins with it. Nodes that have joined stay.", sessions)
    {
        Add(_id);
        AddConnectionOptions();
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } = [("acpfleet token revoke 4be1c0de00112233", "by its id")];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken)
    {
        var token = parsed.GetRequiredValue(_id);
        if (token.StartsWith("acpf1.", StringComparison.Ordinal))
            throw new CliFault(ExitCode.InvalidInput, "That is a token's whole text; revoke takes its id.", "The id is the second of its four parts: see 'acpfleet token list'.");
        await client.RevokeTokenAsync(token, cancellationToken).ConfigureAwait(false);
        session.Error.Paragraph(SafeText.Of($"Token {token} is revoked."));
        return ExitCode.Success;
    }
}
