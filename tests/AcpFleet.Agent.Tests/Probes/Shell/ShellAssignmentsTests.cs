using AcpFleet.Agent.Probes.Shell;

namespace AcpFleet.Agent.Tests.Probes.Shell;

public sealed class ShellAssignmentsTests
{
    [Theory]
    [InlineData("A=plain", "plain")]
    [InlineData("A=\"double quoted\"", "double quoted")]
    [InlineData("A='single $B `x` \\ quoted'", "single $B `x` \\ quoted")]
    [InlineData("A=a\"b c\"'d e'f", "ab cd ef")]
    [InlineData("A=\"\\$5 \\\"x\\\" \\\\ \\` \\n\"", "$5 \"x\" \\ ` \\n")]
    [InlineData("A=esc\\ aped\\;", "esc aped;")]
    [InlineData("A=value # comment", "value")]
    [InlineData("A=value#nocomment", "value#nocomment")]
    [InlineData("  A=indented", "indented")]
    [InlineData("export A=exported", "exported")]
    [InlineData("A=first\nA=last", "last")]
    [InlineData("A=one\nA+=two", "onetwo")]
    [InlineData("A=\"two\nlines\"", "two\nlines")]
    [InlineData("A=\"con\\\ntinued\"", "continued")]
    [InlineData("A=con\\\ntinued", "continued")]
    [InlineData("A=value\r\n", "value")]
    [InlineData("A=", "")]
    [InlineData("# A=no\nA=yes", "yes")]
    [InlineData("if [ -x /bin/b ]; then\nA=inside\nfi", "inside")]
    public void Apply_QuotingRules_AreTheShells(string text, string expected) => Apply(text, expand: false)["A"].ShouldBe(expected);

    [Theory]
    [InlineData("B=x\nA=\"$B y\"", "x y")]
    [InlineData("B=x\nA=${B}y", "xy")]
    [InlineData("A=\"[$UNSET]\"", "[]")]
    [InlineData("B=x\nA='$B'", "$B")]
    [InlineData("B=x\nA=\\$B", "$B")]
    [InlineData("A=$(lsb_release -i -s 2> /dev/null || echo Debian)", "$(lsb_release -i -s 2> /dev/null || echo Debian)")]
    [InlineData("A=`lsb_release -i -s || echo Debian`", "`lsb_release -i -s || echo Debian`")]
    [InlineData("A=\"$(sed 's, release .*$,,g' /etc/system-release)\"", "$(sed 's, release .*$,,g' /etc/system-release)")]
    [InlineData("A=${B:-default}", "${B:-default}")]
    [InlineData("A=a$", "a$")]
    public void Apply_Expansion_PutsInWhatIsKnownAndRunsNothing(string text, string expected) => Apply(text, expand: true)["A"].ShouldBe(expected);

    [Theory]
    [InlineData("B=1\nA=\"open", 2)]
    [InlineData("A='open\nB=1\n", 1)]
    [InlineData("\n\nA=`open", 3)]
    [InlineData("A=$(open", 1)]
    public void Apply_QuoteLeftOpen_NamesTheLine(string text, int line) =>
        Should.Throw<ShellSyntaxException>(() => Apply(text, expand: true)).Line.ShouldBe(line);

    [Fact]
    public void Apply_VariablesThatDoubleThemselves_AreStopped()
    {
        var text = "A=xxxxxxxx\n" + string.Concat(Enumerable.Repeat("A=$A$A\n", 60));

        Should.Throw<ShellSyntaxException>(() => Apply(text, expand: true)).Message.ShouldContain("longer than");
    }

    private static Dictionary<string, string> Apply(string text, bool expand)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        ShellAssignments.Apply(text, variables, expand);
        return variables;
    }
}
