using AcpFleet.Checks.Rules;

namespace AcpFleet.Checks.Tests.Rules;

public sealed class ShownTests
{
    [Theory]
    [InlineData("etcd.service", "etcd.service")]
    [InlineData("a b", "'a b'")]
    [InlineData("$(reboot)", "'$(reboot)'")]
    [InlineData("a'b", "'a'\\''b'")]
    [InlineData("a\nb", "'a b'")]
    [InlineData("", "'\"\"'")]
    public void Argument_AnyText_IsOneWordForAShell(string text, string expected) => Shown.Argument(text).ShouldBe(expected);

    [Fact]
    public void Text_LongOrOfSeveralLines_IsOneShortLine()
    {
        Shown.Text("a\r\nb\tc").ShouldBe("a  b c");
        Shown.Text(new string('x', 1000)).Length.ShouldBeLessThan(200);
    }
}
