using AcpFleet.Checks.Text;
using System.Globalization;
using AcpFleet.Checks.Model;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Protocol.Api;
using Spectre.Console;

namespace AcpFleet.Cli.Views;

/// <summary>One node: what it is, how its facts were read, and every finding on it.</summary>
internal sealed class NodeDetailView(Screen screen, TimeProvider time)
{
    private readonly int _labelWidth = new[]
    {
        Words.State, Words.Link, Words.Hostname, Words.Address, Words.System, Words.Kernel, Words.AgentVersion, Words.Enrolled,
        Words.LastSeen, Words.LastScan, Words.Clock, Words.Phase, Words.Policy, Words.Id,
    }.Max(label => CellWidth.Of(screen.Say(label))) + 2;

    public void Write(NodeView node, IReadOnlyList<FindingView> findings)
    {
        screen.Heading(CellWidth.Fit(SafeText.Of(node.Name), screen.ProseWidth / 2));
        Field(Words.State, screen.Say(Words.Of(node.State)) + screen.Glyphs.Separator + screen.Say(Sentences.NodeSummary(node.Blocking, node.Advisories)), OutcomeLook.StyleOf(node.State));
        Field(Words.Link, screen.Say(node.Connected ? Words.Connected : Words.Offline) + (node.Stale ? screen.Glyphs.Separator + screen.Say(Words.Stale) : ""),
            node is { Connected: true, Stale: false } ? null : Palette.Doubt);
        Field(Words.Hostname, node.Hostname);
        Field(Words.Address, node.Address);
        Field(Words.System, node.OperatingSystem);
        Field(Words.Kernel, string.Join(' ', new[] { node.Kernel, node.Architecture }.Where(text => !string.IsNullOrEmpty(text))));
        Field(Words.Phase, screen.Say(Words.Of(node.Phase)));
        if (node.ClockOffsetSeconds is { } offset)
            Field(Words.Clock, screen.Say(Sentences.ClockOffset(offset, node.ClockUncertaintySeconds)));
        Field(Words.LastScan, Moment(node.LastScanAt));
        Field(Words.LastSeen, Moment(node.LastSeenAt));
        Field(Words.Enrolled, Moment(node.EnrolledAt));
        Field(Words.AgentVersion, node.AgentVersion);
        Field(Words.Policy, node.PolicyProblem is null ? node.Policy : $"{node.Policy}{screen.Glyphs.Separator}{node.PolicyProblem}", node.PolicyProblem is null ? null : Palette.Doubt);
        Field(Words.Id, node.Id, Palette.Faint);

        if (node.Sections.Count > 0)
            WriteSections(node.Sections);
        if (findings.Count == 0)
            return;
        screen.Blank();
        screen.Heading(screen.Say(Words.Findings));
        var report = new FindingsReport(screen);
        foreach (var group in FindingGroup.Of(findings, screen.Say(Words.Fleet)))
        {
            if (group.Kind != "node")
            {
                screen.Blank();
                screen.Line("  ", new StyledText(CellWidth.Fit(SafeText.Of(group.Name), screen.ProseWidth - 2), Palette.Strong));
            }

            report.WriteBody(group, briefPasses: true);
        }
    }

    private void WriteSections(IReadOnlyList<SectionView> sections)
    {
        screen.Blank();
        screen.Heading(screen.Say(Words.Sections));
        var table = new TextTable()
            .Column(screen.Say(Words.Section))
            .Column(screen.Say(Words.Took), right: true)
            .Column(screen.Say(Words.Size), rank: 1, right: true)
            .Column(screen.Say(Words.Collected), rank: 2)
            .Column("");
        foreach (var section in sections)
        {
            table.Row(
                SafeText.Of(section.Kind, 40),
                section.TookMs is { } took ? string.Create(CultureInfo.InvariantCulture, $"{took:0.0} ms") : "",
                section.Bytes.ToString("N0", CultureInfo.InvariantCulture),
                Moment(section.CollectedAt),
                section.Failures.Count == 0
                    ? new StyledText(screen.Glyphs.Pass, Palette.Good)
                    : new StyledText($"{screen.Glyphs.Unknown} {screen.Say(Words.NotRead)}", Palette.Doubt));
        }

        table.WriteTo(screen);
        foreach (var section in sections)
        {
            foreach (var failure in section.Failures)
                screen.Labelled(SafeText.Of(section.Kind, 40), _labelWidth, SafeText.Of(failure, 600), 2, Palette.Doubt);
        }
    }

    private void Field(LocalizedText label, string? text, Style? style = null)
    {
        if (!string.IsNullOrEmpty(text))
            screen.Labelled(screen.Say(label), _labelWidth, SafeText.Of(text, 300), 2, style);
    }

    private string Moment(DateTimeOffset? moment)
    {
        if (moment is not { } at)
            return screen.Say(Words.Never);
        var local = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $"{local} ({screen.Say(Sentences.Ago(time.GetUtcNow() - at))})";
    }
}
