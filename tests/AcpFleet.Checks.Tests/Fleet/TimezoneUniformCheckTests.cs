using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Tests.Fleet;

public sealed class TimezoneUniformCheckTests
{
    private const string Check = "fleet.timezone-uniform";

    [Fact]
    public void Evaluate_OneZoneByTwoNames_Passes()
    {
        var finding = Judgement.OfFleet(Check, null, FleetCase.Node(1), FleetCase.Node(2, f => f.Time.ZoneName = "PRC"));

        finding.Outcome.ShouldBe(Outcome.Pass);
        finding.Actual.En.ShouldContain("Asia/Shanghai = PRC");
    }

    [Fact]
    public void Evaluate_OneNameWithTwoRules_FailsWithGroups()
    {
        var finding = Judgement.OfFleet(Check, null, FleetCase.Node(1), FleetCase.Node(2), Zone(3, "Etc/UTC", "22bb", "UTC0"));

        finding.Outcome.ShouldBe(Outcome.Fail);
        finding.Actual.En.ShouldBe("Asia/Shanghai (CST-8): cp-1 (192.0.2.11), cp-2 (192.0.2.12); Etc/UTC (UTC0): cp-3 (192.0.2.13)");
        finding.Hint!.En.ShouldContain("timedatectl set-timezone Asia/Shanghai");
    }

    [Fact]
    public void Evaluate_DifferenceWhileOthersAreAwaited_Fails() =>
        Judgement.OfFleet(Check, FleetCase.Plan(3), FleetCase.Node(1), Zone(2, "Etc/UTC", "22bb", "UTC0")).Outcome.ShouldBe(Outcome.Fail);

    [Fact]
    public void Evaluate_OthersAwaited_IsUnknown() =>
        Judgement.OfFleet(Check, FleetCase.Plan(3), FleetCase.Node(1), FleetCase.Node(2)).Problem!.En.ShouldBe("waiting for 1 more nodes: cp-3");

    [Fact]
    public void Evaluate_ZoneNotKnown_IsUnknown()
    {
        var finding = Judgement.OfFleet(Check, null, FleetCase.Node(1), FleetCase.Node(2, f =>
        {
            f.Time.ClearZoneRulesDigest();
            f.Failed(SectionKind.Time, "/etc/localtime", SourceFailure.Types.Reason.Malformed, "zone_rules_digest");
        }));

        finding.Outcome.ShouldBe(Outcome.Unknown);
        finding.Problem!.En.ShouldContain("/etc/localtime");
    }

    [Fact]
    public void Evaluate_NoZoneKnownAnywhere_IsUnknown() => Judgement
        .OfFleet(Check, null, FleetCase.Node(1, f => f.Without(SectionKind.Time)), FleetCase.Node(2, f => f.Without(SectionKind.Time)))
        .Outcome.ShouldBe(Outcome.Unknown);

    [Fact]
    public void Evaluate_OneNode_IsNotApplicable() => Judgement.OfFleet(Check, null, FleetCase.Node(1)).Outcome.ShouldBe(Outcome.NotApplicable);

    private static NodeSnapshot Zone(int number, string name, string digest, string rule) => FleetCase.Node(number, f =>
    {
        f.Time.ZoneName = name;
        f.Time.ZoneRulesDigest = digest;
        f.Time.PosixRule = rule;
    });
}
