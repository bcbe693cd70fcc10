using AcpFleet.Checks.Text;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Views;

/// <summary>The verdict: ready or not, and by how much.</summary>
internal sealed class VerdictView(Screen screen)
{
    public void Write(ReadinessView readiness, IReadOnlyCollection<FindingView> findings)
    {
        var counts = VerdictCounts.Of(findings);
        var badge = $" {screen.Say(readiness.Ready ? Sentences.Ready : Sentences.NotReady)} ";
        var margin = CellWidth.Of(badge) + 2;
        var summary = screen.Say(Sentences.RequiredCounts(counts.RequiredFail, counts.RequiredUnknown, counts.RequiredPass, counts.RequiredWaived));
        var lines = LineBreaker.Break(summary, screen.ProseWidth - margin);
        screen.Line(new StyledText(badge, readiness.Ready ? Palette.GoodBadge : Palette.BadBadge), "  ", new StyledText(lines[0], Palette.Strong));
        foreach (var line in lines.Skip(1))
            screen.Line(new string(' ', margin), new StyledText(line, Palette.Strong));

        var nodes = screen.Say(Sentences.NodesReady(readiness.Nodes.Count(node => node.State == "ready"), readiness.Nodes.Count));
        var context = new List<string> { SafeText.Of(readiness.Fleet), nodes, SafeText.Of(readiness.Profile) };
        if (counts.AdvisoryOpen > 0)
            context.Add(screen.Say(Sentences.Recommendations(counts.AdvisoryOpen)));
        foreach (var line in LineBreaker.Break(string.Join(screen.Glyphs.Separator, context.Where(part => part.Length > 0)), screen.ProseWidth - margin))
            screen.Line(new string(' ', margin), new StyledText(line, Palette.Faint));
    }

    public void WriteAssumptions(ReadinessView readiness)
    {
        if (readiness.Assumptions is null)
            return;
        var label = screen.Say(Words.Assumptions);
        screen.Labelled(label, CellWidth.Of(label) + 2, screen.Say(readiness.Assumptions), 0);
    }
}
