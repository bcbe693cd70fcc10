using System.CommandLine;
using AcpFleet.Checks.Catalogue;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Views;
using AcpFleet.Cli.Wording;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet checks list</c>: offline.</summary>
internal sealed class ListChecksCommand : CliCommand
{
    public ListChecksCommand(SessionFactory sessions)
        : base("list", "List every check this version knows. Needs no coordinator.", sessions)
    {
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } = [("acpfleet checks list --lang zh", "in Chinese")];

    protected override Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        IReadOnlyList<CheckReport> checks = [.. CheckCatalogue.All.Select(CheckReport.Of)];
        if (session.Json)
        {
            session.WriteJson(checks, CliJson.Default.IReadOnlyListCheckReport);
            return Task.FromResult(ExitCode.Success);
        }

        var screen = session.Out;
        var table = new TextTable()
            .Column(screen.Say(Words.Check))
            .Column(screen.Say(Words.Severity), rank: 1)
            .Column(screen.Say(Words.Title));
        foreach (var check in checks)
            table.Row(new StyledText(check.Id, Palette.Path), new StyledText(screen.Say(Words.Of(check.Severity)), OutcomeLook.StyleOf("")), screen.Say(check.Title));
        table.WriteTo(screen);
        return Task.FromResult(ExitCode.Success);
    }
}
