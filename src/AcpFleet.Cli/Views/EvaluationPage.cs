using AcpFleet.Checks.Model;
using AcpFleet.Checks.Text;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Quickstart;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;

namespace AcpFleet.Cli.Views;

/// <summary>A fleet judged from files, for people: the verdict, the nodes, the findings, then what to know about the files.</summary>
internal sealed class EvaluationPage(Screen screen)
{
    /// <summary>Facts that are older are pointed out: a node changes in the meantime.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromDays(1);

    /// <summary>Clocks differ; more than this is a wrong clock, here or there.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private const int MostNamed = 8;

    /// <param name="report">The judgement.</param>
    /// <param name="all">Passes and checks that do not apply one by one, too.</param>
    public void Write(EvaluationReport report, bool all)
    {
        var verdict = new VerdictView(screen);
        verdict.Write(report.Readiness, report.Findings);
        screen.Blank();
        new ReadinessTable(screen).Write(report.Readiness);
        screen.Blank();
        var nodes = report.Readiness.Nodes.DistinctBy(node => node.NodeId).ToDictionary(node => node.NodeId);
        new FindingsReport(screen).Write(report.Findings, nodes, briefPasses: !all);
        screen.Blank();
        verdict.WriteAssumptions(report.Readiness);
        WriteAges(report);
        WriteUnread(report);
    }

    private void WriteAges(EvaluationReport report)
    {
        var at = report.Readiness.EvaluatedAt;
        Name(OfflineSentences.Age, OfflineSentences.Old, report.Files.Where(file => at - file.CollectedAt > Old)
            .OrderBy(file => file.CollectedAt).Select(file => $"{file.File} ({screen.Say(Sentences.Ago(at - file.CollectedAt!.Value))})"));
        Name(OfflineSentences.Age, OfflineSentences.Future, report.Files.Where(file => file.CollectedAt - at > Ahead).Select(file => file.File));
        Name(OfflineSentences.Age, OfflineSentences.NoTime, report.Files.Where(file => file.CollectedAt is null).Select(file => file.File));
    }

    private void WriteUnread(EvaluationReport report) =>
        Name(QuickstartSentences.NotRead, null, report.Files.SelectMany(file => file.Failures.Select(failure => $"{file.NodeId}: {failure}")));

    private void Name(LocalizedText label, LocalizedText? remark, IEnumerable<string> named)
    {
        var texts = named.ToList();
        if (texts.Count == 0)
            return;
        var left = screen.Say(label);
        var width = CellWidth.Of(left) + 2;
        List<string> lines = [.. remark is null ? (string[])[] : [screen.Say(remark)], .. texts.Take(MostNamed)];
        foreach (var (index, text) in lines.Index())
            screen.Labelled(index == 0 ? left : "", width, SafeText.Of(text, 300), 0);
        if (texts.Count > MostNamed)
            screen.Labelled("", width, screen.Say(OfflineSentences.More(texts.Count - MostNamed)), 0);
    }
}
