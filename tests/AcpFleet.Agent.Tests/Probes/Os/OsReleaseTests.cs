using AcpFleet.Agent.Probes.Os;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Tests.Probes.Os;

public sealed class OsReleaseTests
{
    [Fact]
    public void Parse_Quoted_GivesEveryField()
    {
        var release = OsRelease.Parse("NAME='X'\nID=\"Kylin\"\nID_LIKE=\"rhel fedora\"\nVERSION_ID='V10'\nVERSION=\"V10 (Lance)\"\nPRETTY_NAME=X\\ Y\n").Value!;

        release.Id.ShouldBe("kylin");
        release.IdLike.ShouldBe(["rhel", "fedora"]);
        release.VersionId.ShouldBe("V10");
        release.Version.ShouldBe("V10 (Lance)");
        release.PrettyName.ShouldBe("X Y");
        release.Codename.ShouldBe("Lance");
    }

    [Fact]
    public void Parse_CodenameField_CountsBeforeTheWordInBrackets() =>
        OsRelease.Parse("ID=ubuntu\nVERSION=\"22.04 LTS (Jammy Jellyfish)\"\nVERSION_CODENAME=jammy\n").Value!.Codename.ShouldBe("jammy");

    [Theory]
    [InlineData("")]
    [InlineData("\n# nothing\n")]
    [InlineData("no assignment here")]
    [InlineData("ID=x\0y\n")]
    [InlineData("ID=rhel\nVERSION=\"7.8 (Mai")]
    public void Parse_NoOsRelease_IsMalformed(string text) =>
        OsRelease.Parse(text).Failure!.Reason.ShouldBe(SourceFailure.Types.Reason.Malformed);
}
