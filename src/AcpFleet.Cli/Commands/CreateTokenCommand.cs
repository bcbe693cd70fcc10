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

    private readonly Option<string?> _joinFile = new("--join-file")
    {
        Description = "Write a join file for preinstalled nodes (mode 0600) instead of printing a line",
        HelpName = "file",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replace the join file where there is one" };

    private readonly Option<string?> _note = new("--note") { Description = "What it is for, at most 200 characters", HelpName = "text" };

    public CreateTokenCommand(SessionFactory sessions)
        : base("create", "Create a join token and print the line that joins a node with it.", sessions)
    {
        _uses.Require(count => count is >= 1 and <= 10_000, "--uses takes a number from 1 to 10000.");
        _lifetime.Require(time => time >= TimeSpan.FromMinutes(1) && time <= TimeSpan.FromHours(24), "--lifetime takes one minute (1m) to 24 hours (24h).");
        _note.Require(text => text is not { Length: > 200 }, "--note takes at most 200 characters.");
        Add(_uses);
        Add(_lifetime);
        Add(_note);
        Add(_joinFile);
        Add(_force);
        AddConnectionOptions();
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet token create", "for one node, 30 minutes"),
        ("acpfleet token create --uses 6 --lifetime 2h --note 'first rack'", "for six nodes"),
        ("acpfleet token create --uses 6 --lifetime 24h --join-file join.yaml", "for images: nodes that join by themselves"),
        ("acpfleet token create --output json | jq -r .token > join.token", "the token alone, into a file"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken)
    {
        var joinFile = parsed.GetValue(_joinFile);
        if (joinFile is not null)
            JoinFileWriter.RequirePlace(joinFile, parsed.GetValue(_force));
        var body = new TokenRequestBody(parsed.GetValue(_uses), (int)parsed.GetValue(_lifetime).TotalSeconds, parsed.GetValue(_note));
        var created = await client.CreateTokenAsync(body, cancellationToken).ConfigureAwait(false);
        if (joinFile is not null)
        {
            if (created.Coordinator.Length == 0)
                throw new CliFault(ExitCode.CoordinatorUnavailable, "The coordinator does not say where agents reach it, so no join file can be written.", "Check that the coordinator's version fits this program's (acpfleet version).");
            JoinFileWriter.Write(joinFile, created);
        }

        if (session.Json)
        {
            session.WriteJson(created, ApiJson.Default.TokenCreated);
            return ExitCode.Success;
        }

        session.Error.Paragraph(session.Error.Say(Sentences.TokenOnce), Palette.Faint);
        session.Error.Blank();
        if (joinFile is not null)
        {
            session.Error.Paragraph(session.Error.Say(Sentences.JoinFileWritten(joinFile)), Palette.Faint);
            return ExitCode.Success;
        }

        // One line, unbroken, to be copied or piped to a node; it may hold nothing but visible ASCII.
        session.Error.Paragraph(session.Error.Say(Sentences.RunOnNode), Palette.Faint);
        session.Out.Writer.WriteLine(SafeText.Of(created.Command));

        return ExitCode.Success;
    }
}
