using AcpFleet.Checks.Text;
using System.CommandLine;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet token create</c>.</summary>
internal sealed class CreateTokenCommand : CoordinatorCommand
{
    private readonly Option<int> _uses = new("--uses")
    {
        Description = "How many nodes may join with it, 1 to 10000",
        HelpName = "n",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<TimeSpan> _lifetime = new("--lifetime")
    {
        Description = "How long it lives: 90s, 30m, 24h; one minute to 24 hours",
        HelpName = "time",
        DefaultValueFactory = _ => TimeSpan.FromMinutes(30),
        CustomParser = DurationParser.Parse,
    };

    private readonly Option<string?> _note = new("--note") { Description = "What it is for, at most 200 characters", HelpName = "text" };

    public CreateTokenCommand(SessionFactory sessions)
        : base("create", "Create a join token and print the command that joins a node with it.", sessions)
    {
        _uses.Require(count => count is >= 1 and <= 10_000, "--uses takes a number from 1 to 10000.");
        _lifetime.Require(time => time >= TimeSpan.FromMinutes(1) && time <= TimeSpan.FromHours(24), "--lifetime takes one minute (1m) to 24 hours (24h).");
        _note.Require(text => text is not { Length: > 200 }, "--note takes at most 200 characters.");
        Add(_uses);
        Add(_lifetime);
        Add(_note);
        AddConnectionOptions();
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet token create", "for one node, 30 minutes"),
        ("acpfleet token create --uses 6 --lifetime 2h --note 'first rack'", "for six nodes"),
        ("acpfleet token create --output json | jq -r .token > join.token", "the token alone, into a file"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken)
    {
        var body = new TokenRequestBody(parsed.GetValue(_uses), (int)parsed.GetValue(_lifetime).TotalSeconds, parsed.GetValue(_note));
        var created = await client.CreateTokenAsync(body, cancellationToken).ConfigureAwait(false);
        if (session.Json)
        {
            session.WriteJson(created, ApiJson.Default.TokenCreated);
            return ExitCode.Success;
        }

        // The token and the command are printed unbroken, to be copied; neither may hold anything but visible ASCII.
        session.Error.Paragraph(session.Error.Say(Sentences.TokenOnce), Palette.Faint);
        session.Error.Blank();
        session.Out.Writer.WriteLine(SafeText.Of(created.Token));
        if (created.Command.Length > 0)
        {
            session.Error.Blank();
            session.Error.Paragraph(session.Error.Say(Sentences.RunOnNode), Palette.Faint);
            session.Error.Writer.WriteLine("  " + SafeText.Of(created.Command));
        }

        return ExitCode.Success;
    }
}
