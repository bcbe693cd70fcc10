using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Tests.Probes.Text;

public sealed class FactTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("麒麟 V10", "麒麟 V10")]
    [InlineData("a\tb", "a b")]
    [InlineData("\u001b[31mred", "\uFFFD[31mred")]
    [InlineData("a\nb\r\0", "a\uFFFDb\uFFFD\uFFFD")]
    [InlineData("x\u202Ecod.exe", "x\uFFFDcod.exe")]
    [InlineData("x\u200By\u2028z", "x\uFFFDy\uFFFDz")]
    [InlineData("\u009b2J", "\uFFFD2J")]
    public void Line_WhatATerminalWouldObey_IsMarked(string text, string expected) => FactText.Line(text).ShouldBe(expected);

    [Fact]
    public void Line_LoneSurrogates_AreMarkedAndPairsKept() => FactText.Line("a\uD83Db\U0001F600\uDE00").ShouldBe("a\uFFFDb\U0001F600\uFFFD");

    [Fact]
    public void Line_LongerThanTheCap_IsCutBetweenCharacters()
    {
        FactText.Line("abcdef", 4).ShouldBe("abcd");
        FactText.Line("abc\U0001F600", 4).ShouldBe("abc");
    }

    [Fact]
    public void Block_LineEndsAndTabs_Stay() => FactText.Block("a\n\tb\u0007", 100).ShouldBe("a\n\tb\uFFFD");
}
