using AcpFleet.Agent.Probes.Time;

namespace AcpFleet.Agent.Tests.Probes.Time;

public sealed class PosixZoneTests
{
    [Theory]
    [InlineData("CST-8", 28800)]
    [InlineData("UTC0", 0)]
    [InlineData("<+0530>-5:30", 19800)]
    [InlineData("<-03>3", -10800)]
    [InlineData("LMT-8:05:43", 29143)]
    public void Parse_OneOffset_IsAheadOfUtcWhereTheTextIsNegative(string text, int offset) =>
        PosixZone.Parse(text).ShouldBe(new PosixZone(offset, null, null, null));

    // Expected moments by date(1) with TZ set.
    [Theory]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", 2026, 1774746000, 1792890000)]
    [InlineData("EST5EDT,M3.2.0,M11.1.0", 2026, 1772953200, 1793512800)]
    [InlineData("EST5EDT", 2026, 1772953200, 1793512800)]
    [InlineData("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2026, 1791041400, 1775314800)]
    [InlineData("IST-2IDT,M3.4.4/26,M10.5.0", 2026, 1774569600, 1792882800)]
    public void Transitions_OfAYear_AreWhereTheRuleSays(string text, int year, long begin, long end)
    {
        var zone = PosixZone.Parse(text)!;

        zone.Transitions(year, year).Select(transition => transition.At).ShouldBe(new[] { begin, end }.Order());
        zone.OffsetAt(begin - 1).ShouldBe(zone.Standard);
        zone.OffsetAt(begin).ShouldBe(zone.Summer!.Value);
        zone.OffsetAt(end - 1).ShouldBe(zone.Summer!.Value);
        zone.OffsetAt(end).ShouldBe(zone.Standard);
    }

    [Fact]
    public void OffsetAt_SummerTimeAllYear_NeverChanges()
    {
        var zone = PosixZone.Parse("XXX3EDT4,0/0,J365/23")!;

        for (var at = 1767225600L; at < 1767225600 + 2 * 366 * 86400L; at += 3600)
            zone.OffsetAt(at).ShouldBe(-14400);
    }

    [Theory]
    [InlineData("")]
    [InlineData("C")]
    [InlineData("CST")]
    [InlineData("CST-")]
    [InlineData("CST-25")]
    [InlineData("<>-8")]
    [InlineData("<+08-8")]
    [InlineData("CST-8x")]
    [InlineData("CET-1CEST,M13.1.0,M10.5.0")]
    [InlineData("CET-1CEST,M3.0.0,M10.5.0")]
    [InlineData("CET-1CEST,M3.6.0,M10.5.0")]
    [InlineData("CET-1CEST,M3.5.7,M10.5.0")]
    [InlineData("CET-1CEST,M3.5.0")]
    [InlineData("CET-1CEST,J0,J365")]
    [InlineData("CET-1CEST,366,0")]
    [InlineData("CET-1CEST,M3.5.0/168,M10.5.0")]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0,x")]
    [InlineData("CET-1CEST,M3.5.0/2:60,M10.5.0")]
    public void Parse_NoRule_IsNull(string text) => PosixZone.Parse(text).ShouldBeNull();
}
