using AcpFleet.Checks.Text;
using System.Globalization;
using AcpFleet.Checks.Model;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Protocol.Api;
using Spectre.Console;

namespace AcpFleet.Cli.Views;

/// <summary>Findings for people: by node, what blocks first, in detail; what is in order in a line.</summary>
internal sealed class FindingsReport(Screen screen)
{
    /// <summary>Characters of one text of a finding: a node must not flood a screen. JSON holds them whole.</summary>
    private const int TextLimit = 1200;

    private readonly int _labelWidth = new[] { Words.Problem, Words.Found, Words.Expected, Words.Mend, Words.Reason, Words.Note, Words.Waived, Words.Guide, Words.Reboot }
        .Max(label => CellWidth.Of(screen.Say(label))) + 2;

    /// <summary>Writes the groups.</summary>
    /// <param name="nodes">States shown beside the names, by node id.</param>
    /// <param name="briefPasses">True: passes and not-applicable as one line of ids; false: each on its own line.</param>
    public void Write(IReadOnlyList<FindingView> findings, IReadOnlyDictionary<string, NodeReadinessView> nodes, bool briefPasses)
    {
        var first = true;
        foreach (var group in FindingGroup.Of(findings, screen.Say(Words.Fleet)))
        {
            if (!first)
                screen.Blank();
            first = false;
            WriteHeading(group, nodes);
            WriteBody(group, briefPasses);
        }
    }

    /// <summary>The findings of one group, without its heading.</summary>
    public void WriteBody(FindingGroup group, bool briefPasses)
    {
        foreach (var finding in group.Findings)
        {
            if (finding.Outcome is "fail" or "unknown" or "waived")
                WriteInDetail(finding);
            else if (!briefPasses)
                WriteInShort(finding);
        }

        if (!briefPasses)
            return;
        WriteBrief(group, "pass");
        WriteBrief(group, "not-applicable");
    }

    private void WriteInDetail(FindingView finding)
    {
        screen.Blank();
        WriteTitle(finding);
        var isFail = finding.Outcome == "fail" || finding.Waiver?.Outcome == "fail";
        Labelled(isFail ? Words.Problem : Words.Reason, finding.Problem);
        Labelled(Words.Found, finding.Actual);
        Labelled(Words.Expected, finding.Expected);
        Labelled(Words.Mend, finding.Hint, Palette.Strong);
        if (finding.RebootPending)
            Labelled(Words.Reboot, screen.Say(Words.RebootPending));
        Labelled(Words.Note, finding.Note);
        if (finding.Waiver is { } waiver)
        {
            var until = waiver.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var text = screen.Say(Sentences.WaivedBy(waiver.By, until, waiver.Reason, Words.Of(waiver.Outcome)));
            Labelled(Words.Waived, SafeText.Of(text, TextLimit));
        }

        Labelled(Words.Guide, SafeText.Of(finding.Source, TextLimit), Palette.Faint);
    }

    private void WriteHeading(FindingGroup group, IReadOnlyDictionary<string, NodeReadinessView> nodes)
    {
        var remark = "";
        if (group.Kind == "node" && group.NodeId is { } id && nodes.TryGetValue(id, out var node))
            remark = screen.Say(Words.Of(node.State)) + screen.Glyphs.Separator + screen.Say(Sentences.NodeSummary(node.Blocking, node.Advisories));
        screen.Heading(CellWidth.Fit(SafeText.Of(group.Name), screen.ProseWidth / 2), remark);
    }

    private void WriteTitle(FindingView finding)
    {
        var style = OutcomeLook.StyleOf(finding.Outcome);
        var check = SafeText.Of(finding.Check);
        var title = screen.Say(finding.Title, TextLimit);
        var state = $"{screen.Say(Words.Of(finding.Outcome))}{screen.Glyphs.Separator}{screen.Say(Words.Of(finding.Severity))}";
        var safeState = SafeText.Of(state);
        var used = 4 + CellWidth.Of(check) + 2 + CellWidth.Of(safeState) + 2;
        var room = screen.ProseWidth - used;
        var strong = new Style(style.Foreground, decoration: Decoration.Bold);
        if (CellWidth.Of(title) <= room)
        {
            screen.Line("  ", OutcomeLook.Mark(screen, finding.Outcome), " ", new StyledText(title, strong), "  ", new StyledText(check, Palette.Path),
                new string(' ', room - CellWidth.Of(title) + 2), new StyledText(safeState, style));
            return;
        }

        screen.Line("  ", OutcomeLook.Mark(screen, finding.Outcome), " ", new StyledText(CellWidth.Fit(title, screen.ProseWidth - 4), strong));
        if (used <= screen.ProseWidth)
        {
            screen.Line("    ", new StyledText(check, Palette.Path), "  ", new StyledText(safeState, style));
            return;
        }

        screen.Line("    ", new StyledText(CellWidth.Fit(check, screen.ProseWidth - 4), Palette.Path));
        screen.Line("    ", new StyledText(CellWidth.Fit(safeState, screen.ProseWidth - 4), style));
    }

    private void WriteInShort(FindingView finding)
    {
        screen.Blank();
        WriteTitle(finding);
        Labelled(Words.Found, finding.Actual);
        Labelled(Words.Note, finding.Note);
        if (finding.Outcome == "not-applicable")
            Labelled(Words.Reason, finding.Problem);
    }

    private void WriteBrief(FindingGroup group, string outcome)
    {
        var findings = group.Findings.Where(finding => finding.Outcome == outcome).ToList();
        if (findings.Count == 0)
            return;
        screen.Blank();
        var label = screen.Say(outcome == "pass" ? Sentences.PassList(findings.Count) : Sentences.NotApplicableList(findings.Count));
        var mark = OutcomeLook.Mark(screen, outcome);
        var lines = LineBreaker.Break(string.Join(", ", findings.Select(finding => SafeText.Of(finding.Check))), screen.ProseWidth - 6 - CellWidth.Of(label));
        screen.Line("  ", mark, " ", new StyledText(label, OutcomeLook.StyleOf(outcome)), "  ", new StyledText(lines[0], Palette.Faint));
        foreach (var line in lines.Skip(1))
            screen.Line(new string(' ', 6 + CellWidth.Of(label)), new StyledText(line, Palette.Faint));
        foreach (var finding in findings.Where(finding => finding.Note is not null))
            screen.Labelled(SafeText.Of(finding.Check) + "  ", CellWidth.Of(SafeText.Of(finding.Check)) + 2, screen.Say(finding.Note, TextLimit), 4);
    }

    private void Labelled(LocalizedText label, TextView? text, Style? style = null)
    {
        if (text is not null)
            Labelled(label, screen.Say(text, TextLimit), style);
    }

    private void Labelled(LocalizedText label, string text, Style? style = null)
    {
        if (text.Length > 0)
            screen.Labelled(screen.Say(label), _labelWidth, text, 4, style);
    }
}
