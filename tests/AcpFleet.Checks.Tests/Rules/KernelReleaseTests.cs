using AcpFleet.Checks.Rules;

namespace AcpFleet.Checks.Tests.Rules;

public sealed class KernelReleaseTests
{
    [Theory]
    [InlineData("5.15.0-56-generic", "5.15.0", "56")]
    [InlineData("4.18.0-372.9.1.el8.x86_64", "4.18.0", "372.9.1")]
    [InlineData("3.10.0-1127.el7.x86_64", "3.10.0", "1127")]
    [InlineData("4.19.90-52.22.v2207.ky10.aarch64", "4.19.90", "52.22")]
    [InlineData("3.10.0", "3.10.0", "")]
    [InlineData("6.1.0-18-amd64", "6.1.0", "18")]
    [InlineData("5.10-rc1", "5.10.0", "")]
    [InlineData("6.6.13+bpo-amd64", "6.6.13", "")]
    [InlineData("4.18.0-7.el8", "4.18.0", "7")]
    public void Parse_Release_GivesVersionAndBuild(string text, string version, string build)
    {
        var release = KernelRelease.Parse(text).ShouldNotBeNull();

        release.Base.ShouldBe(version);
        release.Build.ShouldBe(build);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("generic")]
    [InlineData("99999999999.1.1")]
    public void Parse_NoVersion_IsNull(string text) => KernelRelease.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("3.10.0", "3.10.0", "3.11.0", true)]
    [InlineData("3.11.0", "3.10.0", "3.11.0", true)]
    [InlineData("3.11.1", "3.10.0", "3.11.0", false)]
    [InlineData("3.9.99", "3.10.0", "3.11.0", false)]
    public void IsBetween_Bounds_AreIncluded(string release, string from, string to, bool between) =>
        KernelRelease.Parse(release)!.IsBetween(from, to).ShouldBe(between);
}
