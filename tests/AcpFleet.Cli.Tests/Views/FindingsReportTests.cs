using System.Text.RegularExpressions;
using AcpFleet.Checks.Model;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Views;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Tests.Views;

public sealed partial class FindingsReportTests
{
    [Fact]
    public void Write_Findings_TellsWhatIsWrongAndHowToMendIt()
    {
        var text = Render(Samples.Findings, Language.English, 100);
        text.ShouldContain("cp-1");
        text.ShouldContain("Swap is off");
        text.ShouldContain("memory.swap-disabled");
        text.ShouldContain("/swapfile (2 GiB) is active");
        text.ShouldContain("no active swap, and none in /etc/fstab");
        text.ShouldContain("Run 'swapoff -a' and comment out line 7 of /etc/fstab.");
        text.ShouldContain("by ops-lead until 2027-01-31: array with NVMe cache (would be: fail)");
        text.ShouldContain("2 pass  net.hostname-valid, os.supported");
        text.ShouldContain("1 not applicable  net.ip-family");
    }

    [Fact]
    public void Write_Findings_PutsWhatBlocksFirst()
    {
        var text = Render(Samples.Findings, Language.English, 100);
        var places = new[] { "memory.swap-disabled", "net.resolv-search", "software.conflicting-packages", "kernel.thp-never", "2 pass" }.Select(part => text.IndexOf(part, StringComparison.Ordinal)).ToList();
        places.ShouldAllBe(place => place >= 0);
        places.ShouldBe(places.Order().ToList());
    }

    [Fact]
    public void Write_InChinese_HasNoEnglishWordsOfItsOwn()
    {
        var text = Render(Samples.Findings, Language.Chinese, 100);
        text.ShouldContain("交换分区已关闭");
        text.ShouldContain("处理");
        text.ShouldContain("未通过");
        text.ShouldNotContain("Problem");
        text.ShouldNotContain("required");
    }

    [Theory]
    [InlineData(40, Language.English)]
    [InlineData(80, Language.English)]
    [InlineData(80, Language.Chinese)]
    [InlineData(100, Language.Chinese)]
    [InlineData(160, Language.English)]
    public void Write_AnyWidth_NoLineIsWider(int width, Language language)
    {
        var lines = Render(Samples.Findings, language, width).Split('\n');
        lines.Max(CellWidth.Of).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public void Write_HostileTexts_StylesAndMovesNothing()
    {
        const string hostile = "\u001b]0;owned\u0007\u001b[2J[bold red]fake[/]\nREADY\u202E";
        var finding = Samples.Findings[0] with
        {
            NodeName = hostile,
            Check = hostile,
            Title = new TextView(hostile, hostile),
            Actual = new TextView(hostile, hostile),
            Problem = new TextView(hostile, hostile),
            Hint = new TextView(hostile, hostile),
            Outcome = "fail" + hostile,
            Source = hostile,
        };
        var text = ColourCodes().Replace(Render([finding, finding with { Outcome = "fail" }], Language.English, 120), "");
        text.ShouldNotContain('\u001b');
        text.ShouldNotContain('\u0007');
        text.ShouldNotContain('\u202E');
        text.ShouldContain("[bold red]fake[/]");
        text.Split('\n').ShouldNotContain(line => line.StartsWith("READY", StringComparison.Ordinal));
    }

    private static string Render(IReadOnlyList<FindingView> findings, Language language, int width)
    {
        using var writer = new StringWriter();
        var screen = new Screen(writer, new StreamTraits(true, width), _ => null, language);
        new FindingsReport(screen).Write(findings, Samples.Readiness.Nodes.ToDictionary(node => node.NodeId), briefPasses: true);
        return ColourCodes().Replace(writer.ToString(), "");
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex ColourCodes();
}
