using System.Globalization;
using AcpFleet.Checks.Text;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Views;
using AcpFleet.Cli.Wording;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Quickstart;

/// <summary>Tells each change of a finding as it comes, until it is cancelled.</summary>
internal sealed class ChangeWatch(Screen screen, CoordinatorClient client, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task RunAsync(IReadOnlyList<FindingView> known, bool ready, CancellationToken cancellationToken)
    {
        var last = known.ToDictionary(KeyOf);
        while (true)
        {
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            var present = (await client.ListFindingsAsync(FindingFilter.Everything, cancellationToken).ConfigureAwait(false)).ToDictionary(KeyOf);
            var changed = present.Values.Where(finding => !last.TryGetValue(KeyOf(finding), out var before) || Differs(before, finding)).ToList();
            foreach (var finding in changed.OrderBy(finding => finding.Check, StringComparer.Ordinal))
                Write(finding, last.GetValueOrDefault(KeyOf(finding)));
            last = present;
            if (changed.Count == 0)
                continue;
            var readiness = await client.GetReadinessAsync(cancellationToken).ConfigureAwait(false);
            if (readiness.Ready != ready)
                new VerdictView(screen).Write(readiness, [.. present.Values]);
            ready = readiness.Ready;
        }
    }

    /// <summary>Text that changes with every look (a measured offset) is no news; an outcome is.</summary>
    private static bool Differs(FindingView before, FindingView now) =>
        before.Outcome != now.Outcome || before.RebootPending != now.RebootPending || (now.Outcome is "fail" && before.Actual != now.Actual);

    private static (string Check, string Kind, string? Node, string? Other) KeyOf(FindingView finding) =>
        (finding.Check, finding.SubjectKind, finding.NodeId, finding.OtherNodeId);

    private void Write(FindingView finding, FindingView? before)
    {
        var at = TimeZoneInfo.ConvertTime(time.GetUtcNow(), time.LocalTimeZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var now = screen.Say(Words.Of(finding.Outcome));
        var change = before is null || before.Outcome == finding.Outcome ? now : $"{screen.Say(Words.Of(before.Outcome))} {screen.Glyphs.Arrow} {now}";
        screen.Line(
            new StyledText(at, Palette.Faint),
            "  ",
            OutcomeLook.Mark(screen, finding.Outcome),
            " ",
            new StyledText(SafeText.Of(finding.Check), Palette.Path),
            "  ",
            new StyledText(SafeText.Of(change), OutcomeLook.StyleOf(finding.Outcome)));
        if (finding.Outcome is "fail" or "unknown" && finding.Problem is { } problem)
            screen.Paragraph(screen.Say(problem, 400), indent: 12);
        screen.Paragraph(screen.Say(finding.Actual, 400), Palette.Faint, indent: 12);
    }
}
