using AcpFleet.Checks.Text;
using AcpFleet.Cli.Terminal;
using FsCheck;
using FsCheck.Fluent;

namespace AcpFleet.Cli.Tests.Terminal;

public sealed class LineBreakerTests
{
    [Fact]
    public void Break_Words_BreaksBetweenThem() =>
        LineBreaker.Break("the quick brown fox jumps", 12).ShouldBe(["the quick", "brown fox", "jumps"]);

    [Fact]
    public void Break_Chinese_BreaksBetweenCharactersButNotBeforeAMark() =>
        LineBreaker.Break("交换分区已启用，重启后还会启用。", 14).ShouldBe(["交换分区已启", "用，重启后还会", "启用。"]);

    [Fact]
    public void Break_LongPath_BreaksAfterASeparator() =>
        LineBreaker.Break("/usr/lib/systemd/system/swap.target", 16).ShouldBe(["/usr/lib/", "systemd/system/", "swap.target"]);

    [Fact]
    public void Break_Empty_GivesOneEmptyLine() => LineBreaker.Break("", 20).ShouldBe([""]);

    [Fact]
    public void Break_AnyText_FitsAndLosesNothingButSpaces()
    {
        var letters = Gen.Elements('a', 'b', ' ', '/', '-', '.', '，', '。', '（', '中', '文', 'é', ',', '\'');
        var cases = Gen.Zip(Gen.ArrayOf(letters), Gen.Choose(8, 60));
        Prop.ForAll(Arb.From(cases), pair =>
        {
            var text = SafeText.Of(new string(pair.Item1));
            var lines = LineBreaker.Break(text, pair.Item2);
            return lines.All(line => CellWidth.Of(line) <= pair.Item2)
                && string.Concat(lines).Replace(" ", "", StringComparison.Ordinal) == text.Replace(" ", "", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }
}
