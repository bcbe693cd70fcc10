using System.CommandLine;
using AcpFleet.Checks.Catalogue;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet checks show ID</c>: offline.</summary>
internal sealed class ShowCheckCommand : CliCommand
{
    private readonly Argument<string> _id = new("id") { Description = "The check's id, for example memory.swap-disabled" };

    public ShowCheckCommand(SessionFactory sessions)
        : base("show", "Show one check: why the guide asks for it, and where. Needs no coordinator.", sessions)
    {
        _id.CompletionSources.Add(_ => CheckCatalogue.All.Select(check => new System.CommandLine.Completions.CompletionItem(check.Id)));
        Add(_id);
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } = [("acpfleet checks show memory.swap-disabled", "why swap has to be off")];

    protected override Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var id = parsed.GetRequiredValue(_id);
        var descriptor = CheckCatalogue.Find(id)
            ?? throw new CliFault(ExitCode.InvalidInput, $"There is no check '{id}'.", "See 'acpfleet checks list'.");
        var check = CheckReport.Of(descriptor);
        if (session.Json)
        {
            session.WriteJson(check, CliJson.Default.CheckReport);
            return Task.FromResult(ExitCode.Success);
        }

        var screen = session.Out;
        screen.Heading(screen.Say(check.Title), check.Id);
        var labels = new[] { Words.Severity, Words.Why, Words.Guide, Words.Remedy };
        var width = labels.Max(label => CellWidth.Of(screen.Say(label))) + 2;
        screen.Labelled(screen.Say(Words.Severity), width, screen.Say(Words.Of(check.Severity)), 2);
        screen.Labelled(screen.Say(Words.Why), width, screen.Say(check.Rationale), 2);
        screen.Labelled(screen.Say(Words.Guide), width, check.Source, 2);
        if (check.Remedy is { } remedy)
            screen.Labelled(screen.Say(Words.Remedy), width, remedy, 2);
        return Task.FromResult(ExitCode.Success);
    }
}
