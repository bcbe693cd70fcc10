using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;

namespace AcpFleet.Checks.Evaluation;

/// <summary>Applies the plan's waivers to failing and unknown findings.</summary>
internal static class WaiverRule
{
    /// <summary>The finding as it is, waived, or with a note that its waiver has ended.</summary>
    /// <param name="finding">What the check found.</param>
    /// <param name="index">The plan's waivers; null without a plan.</param>
    /// <param name="names">The plan's names of the finding's nodes; none for the fleet.</param>
    /// <param name="at">The moment of judgement. Its own calendar day counts, the last day included.</param>
    public static Finding Apply(Finding finding, PlanIndex? index, ReadOnlySpan<string> names, DateTimeOffset at)
    {
        if (index is null || finding.Outcome is not (Outcome.Fail or Outcome.Unknown)) return finding;
        var today = DateOnly.FromDateTime(at.DateTime);
        PlanWaiver? ended = null;
        foreach (var waiver in index.Waivers(finding.CheckId))
        {
            if (waiver.Node is not null && !names.Contains(waiver.Node)) continue;
            if (waiver.Until >= today)
            {
                return finding with
                {
                    Outcome = Outcome.Waived,
                    Waiver = new AppliedWaiver(finding.Outcome, waiver.By, waiver.Until, waiver.Reason),
                };
            }

            ended = waiver;
        }

        return ended is null ? finding : finding with { Note = Ended(finding.Note, ended) };
    }

    private static LocalizedText Ended(LocalizedText? note, PlanWaiver waiver)
    {
        var text = new LocalizedText(
            $"the waiver by {Rules.Shown.Text(waiver.By)} ended on {waiver.Until:yyyy-MM-dd}", $"{Rules.Shown.Text(waiver.By)} 的豁免已于 {waiver.Until:yyyy-MM-dd} 到期");
        return note is null ? text : new LocalizedText($"{note.En}; {text.En}", $"{note.Zh}；{text.Zh}");
    }
}
