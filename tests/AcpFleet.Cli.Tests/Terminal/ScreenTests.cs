using AcpFleet.Checks.Model;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Tests.Terminal;

public sealed class ScreenTests
{
    private const string Escape = "\u001b";

    [Fact]
    public void Line_OnAPipe_HasNoEscape() => Written(StreamTraits.NotATerminal).ShouldBe("text\n");

    [Fact]
    public void Line_OnATerminal_IsColoured() => Written(new StreamTraits(true, 80)).ShouldContain(Escape);

    [Fact]
    public void Line_WithNoColor_HasNoEscape() => Written(new StreamTraits(true, 80), ("NO_COLOR", "1")).ShouldBe("text\n");

    [Fact]
    public void Line_WithEmptyNoColor_IsColoured() => Written(new StreamTraits(true, 80), ("NO_COLOR", "")).ShouldContain(Escape);

    [Fact]
    public void Line_OnADumbTerminal_HasNoEscape() => Written(new StreamTraits(true, 80), ("TERM", "dumb")).ShouldBe("text\n");

    [Theory]
    [InlineData("zh", "en_US.UTF-8", Language.Chinese)]
    [InlineData("en", "zh_CN.UTF-8", Language.English)]
    [InlineData(null, "zh_CN.UTF-8", Language.Chinese)]
    [InlineData(null, "C.UTF-8", Language.English)]
    [InlineData(null, "", Language.English)]
    public void LocaleChoice_OptionThenLocale_Decides(string? option, string lang, Language expected) =>
        LocaleChoice.Of(option, name => name == "LANG" ? lang : null).ShouldBe(expected);

    [Fact]
    public void LocaleChoice_LcAll_GoesBeforeLang() =>
        LocaleChoice.Of(null, name => name switch { "LC_ALL" => "en_US.UTF-8", "LANG" => "zh_CN.UTF-8", _ => null }).ShouldBe(Language.English);

    [Theory]
    [InlineData("TERM", "linux")]
    [InlineData("LANG", "zh_CN.GB18030")]
    public void Glyphs_WhereUnicodeMarksCannotShow_AreAscii(string variable, string value) =>
        Glyphs.For(name => name == variable ? value : null).ShouldBe(Glyphs.Ascii);

    [Fact]
    public void Json_ControlAndBidirectionalCharacters_AreEscapedAndChineseIsNot()
    {
        using var writer = new StringWriter();
        JsonOutput.Write(writer, new AcpFleet.Cli.Json.CheckReport("a\u001b\u202E", "required", new("中文", "中文"), new("", ""), "", null), AcpFleet.Cli.Json.CliJson.Default.CheckReport);
        var text = writer.ToString();
        text.ShouldContain("a\\u001B\\u202E");
        text.ShouldContain("中文");
        text.ShouldNotContain("\u202E");
    }

    private static string Written(StreamTraits traits, params (string Name, string Value)[] variables)
    {
        using var writer = new StringWriter();
        var screen = new Screen(writer, traits, name => variables.FirstOrDefault(one => one.Name == name).Value, Language.English);
        screen.Line(new StyledText("text", Palette.Bad));
        return writer.ToString();
    }
}
