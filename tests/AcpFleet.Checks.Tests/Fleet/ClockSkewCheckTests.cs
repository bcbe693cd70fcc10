using FsCheck;
using FsCheck.Fluent;
using Outcome = AcpFleet.Checks.Model.Outcome;

namespace AcpFleet.Checks.Tests.Fleet;

public sealed class ClockSkewCheckTests
{
    private const string Check = "fleet.clock-skew";

    [Theory]
    [InlineData(0, 0.01, 0.2, 0.01, Outcome.Pass)]
    [InlineData(0, 0, 10, 0, Outcome.Pass)] // the limit itself
    [InlineData(0, 0, -10, 0, Outcome.Pass)]
    [InlineData(0, 0, 10.001, 0, Outcome.Fail)]
    [InlineData(0, 1, 8, 1, Outcome.Pass)] // d + u = 10
    [InlineData(0, 1, 8.1, 1, Outcome.Unknown)]
    [InlineData(0, 1, 12, 1, Outcome.Unknown)] // d − u = 10
    [InlineData(0, 1, 12.1, 1, Outcome.Fail)]
    [InlineData(-3600, 0.1, 3600, 0.1, Outcome.Fail)]
    [InlineData(0, 30, 0, 30, Outcome.Unknown)]
    public void Evaluate_TwoClocks_AreJudgedWithTheirUncertainty(double first, double firstUncertainty, double second, double secondUncertainty, Outcome outcome)
    {
        var finding = Judgement.OfFleet(Check, null,
            FleetCase.Node(1).WithClock(first, firstUncertainty), FleetCase.Node(2).WithClock(second, secondUncertainty));

        finding.Outcome.ShouldBe(outcome);
        finding.Actual.En.ShouldContain("±");
    }

    [Fact]
    public void Evaluate_TooFarApart_NamesBothWithDifferenceAndUncertainty()
    {
        var finding = Judgement.OfFleet(Check, null,
            FleetCase.Node(1).WithClock(0, 0.25), FleetCase.Node(2).WithClock(95.5, 0.5), FleetCase.Node(3).WithClock(1, 0.5));

        finding.Outcome.ShouldBe(Outcome.Fail);
        finding.Actual.En.ShouldBe("cp-2 (192.0.2.12) and cp-1 (192.0.2.11): 95.500 ± 0.750 s");
    }

    [Theory]
    [InlineData(0.9, false)]
    [InlineData(1.1, true)]
    public void Evaluate_AboveOneSecond_IsRemarkedOn(double difference, bool remark)
    {
        var finding = Judgement.OfFleet(Check, null, FleetCase.Node(1).WithClock(0, 0.01), FleetCase.Node(2).WithClock(difference, 0.01));

        finding.Outcome.ShouldBe(Outcome.Pass);
        (finding.Note is not null).ShouldBe(remark);
    }

    [Fact]
    public void Evaluate_ClockNotMeasured_IsUnknown()
    {
        var finding = Judgement.OfFleet(Check, null, FleetCase.Node(1).WithClock(0, 0.01), FleetCase.Node(2));

        finding.Outcome.ShouldBe(Outcome.Unknown);
        finding.Problem!.En.ShouldContain("cp-2 (192.0.2.12): its clock has not been measured");
    }

    [Fact]
    public void Evaluate_TwoTooFarApartWhileAThirdIsAwaited_Fails() => Judgement
        .OfFleet(Check, FleetCase.Plan(3), FleetCase.Node(1).WithClock(0, 0.01), FleetCase.Node(2).WithClock(60, 0.01))
        .Outcome.ShouldBe(Outcome.Fail);

    [Fact]
    public void Evaluate_OneNode_IsNotApplicable() =>
        Judgement.OfFleet(Check, null, FleetCase.Node(1).WithClock(0, 0.01)).Outcome.ShouldBe(Outcome.NotApplicable);

    [Fact]
    public void Evaluate_AnyClocks_AgreesWithLookingAtEveryPair()
    {
        var clock = Gen.Choose(-12000, 12000).Zip(Gen.Choose(0, 4000));
        var clocks = clock.ListOf().Where(list => list.Count is > 1 and < 10);

        Prop.ForAll(clocks.ToArbitrary(), list =>
        {
            var nodes = list.Select((entry, index) => FleetCase.Node(index).WithClock(entry.Item1 / 1000.0, entry.Item2 / 1000.0)).ToArray();
            var outcome = Judgement.OfFleet(Check, null, nodes).Outcome;
            return outcome == EveryPair([.. list]);
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>The catalogue's sentence, in whole milliseconds.</summary>
    private static Outcome EveryPair((int Offset, int Uncertainty)[] clocks)
    {
        var outcome = Outcome.Pass;
        for (var first = 0; first < clocks.Length; first++)
        {
            for (var second = 0; second < first; second++)
            {
                var d = Math.Abs(clocks[first].Offset - clocks[second].Offset);
                var u = clocks[first].Uncertainty + clocks[second].Uncertainty;
                if (d - u > 10_000) return Outcome.Fail;
                if (d + u > 10_000) outcome = Outcome.Unknown;
            }
        }

        return outcome;
    }
}
