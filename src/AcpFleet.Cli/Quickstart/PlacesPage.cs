using AcpFleet.Checks.Model;
using AcpFleet.Checks.Text;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Quickstart;

/// <summary>Where things are, and what to try in another terminal.</summary>
internal sealed class PlacesPage(Screen screen, Func<string, string?> environment)
{
    public void Write(QuickstartPaths paths, LocalFleet fleet, ContextOutcome context)
    {
        screen.Blank();
        screen.Heading(screen.Say(QuickstartSentences.Where));
        var places = new List<(LocalizedText Label, string Text)>
        {
            (QuickstartSentences.People, fleet.Client.Server.GetLeftPart(UriPartial.Authority)),
            (QuickstartSentences.Agents, fleet.Endpoints.Agents),
            (QuickstartSentences.Data, paths.Root),
            (QuickstartSentences.Logs, paths.Logs),
        };
        if (context is { Path: { } path, Written: true })
            places.Add((QuickstartSentences.Context, path));
        var width = places.Max(place => CellWidth.Of(screen.Say(place.Label))) + 2;
        foreach (var (label, text) in places)
            screen.Labelled(screen.Say(label), width, SafeText.Of(text), 2);

        screen.Blank();
        screen.Heading(screen.Say(QuickstartSentences.Try));
        if (!context.Written)
            WriteVariables(paths, fleet);
        WriteCommands();
        screen.Blank();
    }

    private void WriteVariables(QuickstartPaths paths, LocalFleet fleet)
    {
        screen.Paragraph(screen.Say(QuickstartSentences.OtherContext), indent: 2);
        screen.Line("  ", new StyledText($"export ACPFLEET_SERVER={fleet.Client.Server.GetLeftPart(UriPartial.Authority)}", Palette.Path));
        screen.Line("  ", new StyledText(SafeText.Of($"export ACPFLEET_TOKEN_FILE={paths.AdminToken}"), Palette.Path));
        screen.Line("  ", new StyledText(SafeText.Of($"export ACPFLEET_CA={paths.Ca}"), Palette.Path));
    }

    private void WriteCommands()
    {
        var program = InvokedAs.Text(environment);
        if (program != "acpfleet")
            screen.Line("  ", new StyledText(SafeText.Of($"alias acpfleet={Quoted(program)}"), Palette.Path));
        var commands = new (string Verb, LocalizedText Purpose)[]
        {
            ("nodes", QuickstartSentences.TryNodes),
            ("findings", QuickstartSentences.TryFindings),
            ("scan", QuickstartSentences.TryScan),
            ("plan init", QuickstartSentences.TryPlan),
        };
        var width = commands.Max(command => command.Verb.Length) + 2;
        foreach (var (verb, purpose) in commands)
            screen.Line("  ", new StyledText($"acpfleet {verb}", Palette.Path), new string(' ', width - verb.Length), new StyledText(screen.Say(purpose), Palette.Faint));
    }

    private static string Quoted(string command) =>
        command.AsSpan().ContainsAny(" '\"") ? "\"" + command.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"" : command;
}
