using AcpFleet.Checks.Model;
using AcpFleet.Checks.Text;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Views;

namespace AcpFleet.Cli.Quickstart;

/// <summary>The verdict with everything behind it, then what was assumed and what could not be read.</summary>
internal sealed class VerdictPage(Screen screen)
{
    public void Write(QuickstartReport report)
    {
        var verdict = new VerdictView(screen);
        screen.Blank();
        verdict.Write(report.Readiness, report.Findings);
        screen.Blank();
        var nodes = report.Readiness.Nodes.DistinctBy(node => node.NodeId).ToDictionary(node => node.NodeId);
        new FindingsReport(screen).Write(report.Findings, nodes, briefPasses: true);
        screen.Blank();
        verdict.WriteAssumptions(report.Readiness);
        WriteUnread(report);
        if (!report.Privileged)
            screen.Paragraph(screen.Say(QuickstartSentences.WithoutRoot), Palette.Doubt);
    }

    private void WriteUnread(QuickstartReport report)
    {
        var failures = report.Nodes.SelectMany(node => node.Sections).SelectMany(section => section.Failures).Distinct().ToList();
        if (failures.Count == 0)
            return;
        var label = screen.Say(QuickstartSentences.NotRead);
        var width = CellWidth.Of(label) + 2;
        foreach (var (index, failure) in failures.Take(8).Index())
            screen.Labelled(index == 0 ? label : "", width, SafeText.Of(failure, 300), 0);
        if (failures.Count > 8)
            screen.Labelled("", width, screen.Say(new LocalizedText($"and {failures.Count - 8} more: see 'acpfleet node show'", $"另有 {failures.Count - 8} 项，见 'acpfleet node show'")), 0);
    }
}
