using System.Text.RegularExpressions;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Profiles;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;

namespace AcpFleet.Checks.Tests;

/// <summary>Judges constructed facts, and holds every finding that any test makes to what findings promise.</summary>
internal static partial class Judgement
{
    public static readonly DateTimeOffset At = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static RequirementProfile Profile => BuiltInProfiles.Get("acp-4.1");

    public static FleetSnapshot Fleet(FleetPlan? plan, params NodeSnapshot[] nodes) =>
        new() { Nodes = [.. nodes], Plan = plan, Profile = Profile, At = At };

    public static NodeSnapshot Node(NodeFactsBuilder facts, string id = "a1") => Node(facts.Build(), id);

    public static NodeSnapshot Node(NodeFacts facts, string id = "a1") =>
        new() { Id = id, Name = facts.Sections.Select(section => section.Network?.Hostname).OfType<string>().FirstOrDefault() ?? id, Facts = facts };

    /// <summary>One check on one node without a plan.</summary>
    public static Finding Of(string checkId, NodeFactsBuilder facts) => Of(checkId, Node(facts));

    public static Finding Of(string checkId, NodeSnapshot node, FleetPlan? plan = null) =>
        Promised(FleetEvaluator.EvaluateNode(node, Fleet(plan, node)).Single(finding => finding.CheckId == checkId));

    /// <summary>One fleet check.</summary>
    public static Finding OfFleet(string checkId, FleetPlan? plan, params NodeSnapshot[] nodes) =>
        Promised(FleetEvaluator.EvaluateFleetChecks(Fleet(plan, nodes)).Single(finding => finding.CheckId == checkId));

    public static Finding Promised(Finding finding)
    {
        Text(finding.Expected, "expected");
        Evidence(finding.Actual, "actual");
        finding.Source.ShouldNotBeNullOrWhiteSpace();
        if (finding.Outcome is Outcome.Pass)
        {
            finding.Problem.ShouldBeNull();
            finding.Hint.ShouldBeNull();
        }
        else
        {
            Text(finding.Problem.ShouldNotBeNull(), "problem");
        }

        if (finding.Outcome is Outcome.Fail or Outcome.Unknown or Outcome.Waived) Text(finding.Hint.ShouldNotBeNull(), "hint");
        if (finding.Note is { } note) Text(note, "note");
        (finding.Waiver is not null).ShouldBe(finding.Outcome == Outcome.Waived);
        return finding;
    }

    /// <summary>A sentence: the English one holds no Chinese, the Chinese one does.</summary>
    public static void Text(LocalizedText text, string what)
    {
        text.En.ShouldNotBeNullOrWhiteSpace(what);
        text.Zh.ShouldNotBeNullOrWhiteSpace(what);
        Chinese().IsMatch(text.En).ShouldBeFalse($"{what}: {text.En}");
        Chinese().IsMatch(text.Zh).ShouldBeTrue($"{what}: {text.Zh}");
    }

    /// <summary>Evidence may be a mere name or number, the same in both languages.</summary>
    private static void Evidence(LocalizedText text, string what)
    {
        text.En.ShouldNotBeNullOrWhiteSpace(what);
        text.Zh.ShouldNotBeNullOrWhiteSpace(what);
        Chinese().IsMatch(text.En).ShouldBeFalse($"{what}: {text.En}");
    }

    [GeneratedRegex(@"[\u3000-\u303F\u4E00-\u9FFF\uFF00-\uFFEF]")]
    private static partial Regex Chinese();
}
