using System.Text;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Text;

namespace AcpFleet.Agent.Judgement;

/// <summary>The judgement for a terminal: the verdict, then what fails with how to mend it, then what is not known, then the rest in brief.</summary>
internal sealed class JudgementText(Language language, bool colours, bool all)
{
    private static readonly LocalizedText ReadyWord = new("READY", "就绪");
    private static readonly LocalizedText NotReadyWord = new("NOT READY", "未就绪");
    private static readonly LocalizedText FoundWord = new("found", "实际");
    private static readonly LocalizedText ExpectedWord = new("expected", "要求");
    private static readonly LocalizedText MendWord = new("to mend", "处理");
    private static readonly LocalizedText NoteWord = new("note", "备注");
    private static readonly LocalizedText GuideWord = new("guide", "指南");

    private readonly StringBuilder _text = new();

    public string Render(NodeJudgement judgement)
    {
        _text.Clear();
        Verdict(judgement);
        foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Fail, Outcome.Unknown, Outcome.Waived, Outcome.Pass, Outcome.NotApplicable])
        {
            foreach (var finding in judgement.Findings.Where(finding => finding.Outcome == outcome))
                Append(finding);
        }

        return _text.ToString().TrimEnd();
    }

    private void Verdict(NodeJudgement judgement)
    {
        int Count(Outcome outcome) => judgement.Findings.Count(finding => finding.Outcome == outcome);
        var word = judgement.Ready ? Paint(ReadyWord.In(language), "1;32") : Paint(NotReadyWord.In(language), "1;31");
        var summary = new LocalizedText(
            $"{Count(Outcome.Fail)} fail, {Count(Outcome.Unknown)} unknown, {Count(Outcome.Waived)} waived, {Count(Outcome.Pass)} pass, {Count(Outcome.NotApplicable)} do not apply",
            $"不通过 {Count(Outcome.Fail)}，未知 {Count(Outcome.Unknown)}，豁免 {Count(Outcome.Waived)}，通过 {Count(Outcome.Pass)}，不适用 {Count(Outcome.NotApplicable)}");
        _text.Append(SafeText.Of(judgement.Node)).Append(": ").Append(word).Append(" – ").AppendLine(summary.In(language));
        if (judgement.Assumptions is { } assumptions)
            _text.AppendLine(SafeText.Of(assumptions.In(language)));
        _text.AppendLine();
    }

    private void Append(Finding finding)
    {
        var (mark, colour) = finding.Outcome switch
        {
            Outcome.Fail => ("FAIL", finding.Severity == Severity.Required ? "31" : "33"),
            Outcome.Unknown => ("UNKN", "35"),
            Outcome.Waived => ("WAIV", "36"),
            Outcome.Pass => ("pass", "32"),
            _ => ("n/a ", "2"),
        };
        _text.Append(Paint(mark, colour)).Append("  ").Append(finding.CheckId);
        if (finding.Severity == Severity.Advisory)
            _text.Append(" (advisory)");
        _text.AppendLine();
        var brief = finding.Outcome is Outcome.Pass or Outcome.NotApplicable && !all;
        if (!brief)
        {
            Line(null, finding.Problem);
            Line(FoundWord, finding.Actual);
            Line(ExpectedWord, finding.Expected);
            Line(MendWord, finding.Hint);
            Line(GuideWord, LocalizedText.Same(finding.Source));
        }

        Line(NoteWord, finding.Note);
        if (!brief)
            _text.AppendLine();
    }

    private void Line(LocalizedText? label, LocalizedText? text)
    {
        if (text is null)
            return;
        var indent = label is null ? "      " : $"      {label.In(language)}: ";
        var first = true;
        foreach (var line in SafeText.Lines(text.In(language)))
        {
            _text.Append(first ? indent : "          ").AppendLine(line);
            first = false;
        }
    }

    private string Paint(string text, string code) => colours ? $"\e[{code}m{text}\e[0m" : text;
}
