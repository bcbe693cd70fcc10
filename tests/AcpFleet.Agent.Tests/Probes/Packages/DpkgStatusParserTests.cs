using System.Text;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Packages;
using AcpFleet.Protocol.V1;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Probes.Packages;

public sealed class DpkgStatusParserTests
{
    private const string TwoPackages = "Package: a\nStatus: install ok installed\nVersion: 1:2.3-4\nArchitecture: amd64\nDescription: x\n more\n .\n\n"
        + "Package: b\nStatus: deinstall ok config-files\nArchitecture: all\nVersion: 5\nConffiles:\n /etc/b 0123\n";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64 * 1024)]
    public void Feed_PiecesOfAnySize_GiveTheSamePackages(int size) => Parse(TwoPackages, size).Value.ShouldBe(
    [
        new Package { Name = "a", Version = "1:2.3-4", Architecture = "amd64" },
        new Package { Name = "b", Version = "5", Architecture = "all", State = "config-files" },
    ]);

    [Fact]
    public void Feed_LineOfMegabytes_IsPassedOver()
    {
        var text = "Package: a\nStatus: install ok installed\nVersion: 1\nTag: " + new string('x', 5_000_000) + "\nArchitecture: all\n\n";

        Parse(text, 4096).Value.ShouldHaveSingleItem().Architecture.ShouldBe("all");
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n\n\n", 0)]
    [InlineData("Package: a\r\nStatus: install ok installed\r\nVersion: 1\r\n\r\n", 1)]
    [InlineData("Package: a\nStatus: hold ok installed", 1)]
    public void Finish_OddButLegal_IsRead(string text, int count) => Parse(text, 100).Value!.Count.ShouldBe(count);

    [Theory]
    [InlineData("Package: a\nVersion: 1\n\n", "line 3: package a without a Status")]
    [InlineData("Version: 1\nStatus: install ok installed\n\n", "line 3: a paragraph without a Package")]
    [InlineData("Package: a\nStatus: install\n", "line 2: a Status of fewer than three words")]
    [InlineData("Package: a\nStatus: install ok installed\nno field\n", "line 3: a line that is no field")]
    [InlineData(" continued\n", "line 1: a continued line without a field")]
    [InlineData("\u0001\u0002garbage", "line 1: a line that is no field")]
    public void Finish_NoStatusFile_NamesTheLine(string text, string detail)
    {
        var failure = Parse(text, 100).Failure!;

        failure.Reason.ShouldBe(Reason.Malformed);
        failure.Detail.ShouldBe(detail);
    }

    private static Outcome<List<Package>> Parse(string text, int size)
    {
        var parser = new DpkgStatusParser();
        foreach (var piece in Encoding.UTF8.GetBytes(text).Chunk(size))
        {
            if (!parser.Feed(piece))
                break;
        }

        return parser.Finish();
    }
}
