using System.Collections.Immutable;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Tests.Yaml;

public sealed class StrictYamlDocumentTests
{
    [Theory]
    [InlineData("a: &x 1\nb: 2", "1:4", "anchor &x")]
    [InlineData("a: *x", "1:4", "alias *x")]
    [InlineData("<<: { a: 1 }", "1:1", "merge key")]
    [InlineData("a: !!str 1", "1:4", "tag")]
    [InlineData("a: !thing {}", "1:4", "tag")]
    [InlineData("a: 1\na: 2", "2:1", "already on line 1")]
    [InlineData("a: { b: 1, b: 2 }", "1:12", "the key 'b' is given twice")]
    [InlineData("a: 1\n---\nb: 2", "2:1", "second document")]
    [InlineData("%YAML 1.1\n---\na: 1", "1:1", "directives")]
    [InlineData("a:\n\tb: 1", "2:1", "tab")]
    [InlineData("a: \"x\u0000y\"", "1:6", "U+0000")]
    [InlineData("a: x\u2028b: y", "1:5", "U+2028")]
    [InlineData("? [a]\n: 1", "1:3", "key must be plain text")]
    [InlineData("a: [1", "", "not YAML")]
    [InlineData("a: 'x", "", "not YAML")]
    [InlineData("[1, 2]", "1:1", "keys and values")]
    [InlineData("", "1:1", "empty")]
    public void Parse_WhatIsRefused_SaysWhereAndWhy(string text, string place, string says)
    {
        var errors = StrictYamlDocument.Parse(text).Errors;

        errors.ShouldContain(error => error.Message.En.Contains(says) && $"{error.Line}:{error.Column}".StartsWith(place), string.Join(" | ", errors));
        foreach (var error in errors) Judgement.Text(error.Message, text);
    }

    [Fact]
    public void Parse_HalfACharacter_IsRefused() =>
        StrictYamlDocument.Parse("a: " + (char)0xD800).Errors.ShouldHaveSingleItem().Message.En.ShouldContain("U+D800");

    [Fact]
    public void Parse_AliasBomb_IsRefusedWithoutGrowing()
    {
        var text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Join('\n', Enumerable.Range(1, 30).Select(n => $"a{n}: &a{n} [{string.Join(',', Enumerable.Repeat($"*a{n - 1}", 10))}]"));

        StrictYamlDocument.Parse(text).Errors.ShouldContain(error => error.Message.En.Contains("alias"));
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Parse_TooDeep_Stops(char open, char close)
    {
        var text = "a: " + new string(open, 100_000) + new string(close, 100_000);

        StrictYamlDocument.Parse(text).Errors.ShouldHaveSingleItem().Message.En.ShouldContain("levels");
    }

    [Fact]
    public void Parse_TooLong_IsNotParsed() => StrictYamlDocument.Parse(new string('#', YamlLimits.Default.MaxCharacters + 1))
        .Errors.ShouldHaveSingleItem().Message.En.ShouldContain("at most");

    [Fact]
    public void Parse_TooManyElements_Stops() => StrictYamlDocument.Parse("a: [1, 2, 3, 4]", new YamlLimits { MaxElements = 4 })
        .Errors.ShouldHaveSingleItem().Message.En.ShouldContain("more than 4 elements");

    [Fact]
    public void Errors_MoreThanTheBound_AreCounted()
    {
        var document = StrictYamlDocument.Parse(string.Join('\n', Enumerable.Range(0, 50).Select(n => $"k{n}: 1")), new YamlLimits { MaxErrors = 10 });
        document.Root!.Finish();

        document.Errors.Length.ShouldBe(11);
        document.Errors[^1].Message.En.ShouldStartWith("40 more errors");
    }

    [Fact]
    public void Parse_ByteOrderMarkAndCarriageReturns_AreFine()
    {
        var document = StrictYamlDocument.Parse("\uFEFFa: x\r\nb: 2\r\n");

        document.Errors.ShouldBeEmpty();
        document.Root!.String("a").ShouldBe("x");
        document.Root.Int32("b", 0, 9).ShouldBe(2);
    }

    [Theory]
    [InlineData("k: 7", 7)]
    [InlineData("k: -7", -7)]
    [InlineData("k: 0", 0)]
    [InlineData("k: \"7\"", null)]
    [InlineData("k: 7.0", null)]
    [InlineData("k: 0x7", null)]
    [InlineData("k: 101", null)]
    [InlineData("k: 99999999999999999999", null)]
    [InlineData("k: seven", null)]
    [InlineData("k: [7]", null)]
    public void Int32_Value_IsADecimalInRangeOrAnError(string text, int? expected)
    {
        var document = StrictYamlDocument.Parse(text);

        document.Root!.Int32("k", -100, 100).ShouldBe(expected);
        document.Errors.Length.ShouldBe(expected is null ? 1 : 0);
    }

    [Theory]
    [InlineData("k: true", true)]
    [InlineData("k: False", false)]
    [InlineData("k: yes", null)]
    [InlineData("k: \"true\"", null)]
    [InlineData("k: 1", null)]
    public void Boolean_Value_IsTrueOrFalseOrAnError(string text, bool? expected)
    {
        var document = StrictYamlDocument.Parse(text);

        document.Root!.Boolean("k").ShouldBe(expected);
        document.Errors.Length.ShouldBe(expected is null ? 1 : 0);
    }

    [Theory]
    [InlineData("k: word", "word", 0)]
    [InlineData("k: \"7\"", "7", 0)]
    [InlineData("k: 7", null, 1)]
    [InlineData("k: true", null, 1)]
    [InlineData("k: 1.5", null, 1)]
    [InlineData("k: 192.0.2.1", "192.0.2.1", 0)]
    [InlineData("k: 2027-01-31", "2027-01-31", 0)]
    [InlineData("k: null", null, 0)]
    [InlineData("k: ~", null, 0)]
    [InlineData("k:", null, 0)]
    [InlineData("k: \"\"", "", 0)]
    [InlineData("other: 1", null, 0)]
    public void String_Value_IsTextOrAnError(string text, string? expected, int errors)
    {
        var document = StrictYamlDocument.Parse(text);

        document.Root!.String("k").ShouldBe(expected);
        document.Errors.Length.ShouldBe(errors);
    }

    [Fact]
    public void Choices_RepeatedAndWrongWords_AreErrorsAtTheirPlace()
    {
        ImmutableArray<ChoiceWord<int>> words = [new("one", 1), new("two", 2)];
        var document = StrictYamlDocument.Parse("k: [one, one, tow, null]");

        document.Root!.Choices("k", words).ShouldBe([1]);
        document.Errors.Select(error => error.Path).ShouldBe(["k[1]", "k[2]", "k[3]"]);
        document.Errors[1].Message.En.ShouldContain("did you mean 'two'?");
    }

    [Fact]
    public void Require_AbsentAndNullKeys_AreErrors()
    {
        var document = StrictYamlDocument.Parse("a: 1\nb: null");
        document.Root!.Require("a", "b", "c");

        document.Errors.Select(error => error.Path).ShouldBe(["c", "b"]);
    }

    [Fact]
    public void Finish_KeysNobodyAskedFor_AreErrorsWithAGuess()
    {
        var document = StrictYamlDocument.Parse("ip-family: ipv4\nzzz: 1");
        document.Root!.String("ipFamily");
        document.Root.Finish();

        document.Errors[0].Message.En.ShouldBe("unknown key 'ip-family'; did you mean 'ipFamily'?");
        document.Errors[1].Message.En.ShouldBe("unknown key 'zzz'; known here: ipFamily");
    }

    [Fact]
    public void AddError_PathThatIsNotThere_StandsAtWhatIsAroundIt()
    {
        var document = StrictYamlDocument.Parse("a:\n  b: [1, 2]");
        document.AddError("a.b[1]", new("x", "某"));
        document.AddError("a.b[7]", new("x", "某"));
        document.AddError("a.c.d", new("x", "某"));

        document.Errors.Select(error => $"{error.Line}:{error.Column}").ShouldBe(["2:3", "2:6", "2:10"]);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("cp-1.site", "cp-1.site")]
    [InlineData("true", "\"true\"")]
    [InlineData("12", "\"12\"")]
    [InlineData("", "\"\"")]
    [InlineData("a: b # c", "\"a: b # c\"")]
    [InlineData("2001:db8::1", "\"2001:db8::1\"")]
    [InlineData("\"\\\n", "\"\\\"\\\\\\u000A\"")]
    [InlineData("主机", "\"主机\"")]
    public void Scalar_AnyText_ReadsBackAsItself(string text, string expected)
    {
        YamlText.Scalar(text).ShouldBe(expected);
        StrictYamlDocument.Parse($"k: {YamlText.Scalar(text)}\nf: {{ k: {YamlText.Scalar(text)} }}").Root!.String("k").ShouldBe(text);
    }
}
