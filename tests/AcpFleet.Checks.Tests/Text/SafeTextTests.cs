using System.Globalization;
using System.Text;
using AcpFleet.Checks.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AcpFleet.Checks.Tests.Text;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain text, 1 > 0", "plain text, 1 > 0")]
    [InlineData("中文（括号）与 café", "中文（括号）与 café")]
    [InlineData("a\nb\tc\rd", "a\\nb\\tc\\rd")]
    [InlineData("\u001b[31mred\u001b]0;title\u0007", "\\x1B[31mred\\x1B]0;title\\x07")]
    [InlineData("\u009b2J", "\\x9B2J")]
    [InlineData("user\u202Egnp.exe", "user\\u{202E}gnp.exe")]
    [InlineData("\u2066x\u2069\u200Fy\u200B\uFEFF", "\\u{2066}x\\u{2069}\\u{200F}y\\u{200B}\\u{FEFF}")]
    [InlineData("line\u2028separator", "line\\u{2028}separator")]
    [InlineData("blank\u3164name", "blank\\u{3164}name")]
    [InlineData("[red]markup[/]", "[red]markup[/]")]
    public void Of_KnownTexts_ShowsWhatATerminalWouldObey(string text, string expected) => SafeText.Of(text).ShouldBe(expected);

    [Fact]
    public void Of_LoneSurrogateAndTagCharacters_AreEscaped()
    {
        SafeText.Of("a\uD800b").ShouldBe("a\\u{D800}b");
        SafeText.Of("x" + char.ConvertFromUtf32(0xE0041)).ShouldBe("x\\u{E0041}");
    }

    [Fact]
    public void Of_ManyCombiningMarks_KeepsAFewAndEscapesTheRest()
    {
        var safe = SafeText.Of("e" + new string('\u0301', 6));
        safe.ShouldBe("e" + new string('\u0301', 4) + "\\u{0301}\\u{0301}");
    }

    [Fact]
    public void Of_LongerThanTheLimit_SaysHowMuchWasCut() => SafeText.Of("abcdef", 4).ShouldBe("abcd… (+2)");

    [Fact]
    public void Of_AnyText_HoldsNothingATerminalObeys()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => SafeText.Of(text).EnumerateRunes().All(IsHarmless)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Of_AnyCharacters_HoldsNothingATerminalObeys()
    {
        // FsCheck's own strings seldom leave Latin: every UTF-16 unit must have its turn, surrogates in wrong order too.
        var units = Gen.Choose(0, char.MaxValue).Select(value => (char)value);
        var texts = Gen.ArrayOf(units).Select(characters => new string(characters));
        Prop.ForAll(Arb.From(texts), text => SafeText.Of(text).EnumerateRunes().All(IsHarmless)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Of_AlreadySafe_StaysAsItIs()
    {
        var units = Gen.Choose(0, char.MaxValue).Select(value => (char)value);
        var texts = Gen.ArrayOf(units).Select(characters => new string(characters));
        Prop.ForAll(Arb.From(texts), text => SafeText.Of(SafeText.Of(text)) == SafeText.Of(text)).QuickCheckThrowOnFailure();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse);
}
