using AcpFleet.Agent.Identity;

namespace AcpFleet.Agent.Tests.Identity;

public sealed class CoordinatorAddressTests
{
    [Theory]
    [InlineData("192.0.2.10:7443", "192.0.2.10", 7443)]
    [InlineData("coordinator.example", "coordinator.example", 7443)]
    [InlineData(" coordinator.example:99\n", "coordinator.example", 99)]
    [InlineData("[2001:db8::1]:8443", "2001:db8::1", 8443)]
    [InlineData("[2001:db8::1]", "2001:db8::1", 7443)]
    [InlineData("2001:db8::1", "2001:db8::1", 7443)]
    public void TryParse_OfAnAddress_TakesItApart(string text, string host, int port)
    {
        CoordinatorAddress.TryParse(text, out var address, out var error).ShouldBeTrue(error);
        address!.Host.ShouldBe(host);
        address.Port.ShouldBe(port);
    }

    [Theory]
    [InlineData("")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:http")]
    [InlineData("https://host:1")]
    [InlineData("ho st:1")]
    public void TryParse_OfSomethingElse_SaysWhatIsWrong(string text)
    {
        CoordinatorAddress.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ShouldNotBeNull().ShouldContain("is not a coordinator's address");
    }

    [Fact]
    public void ToString_OfAnIPv6Address_HasBrackets() =>
        new CoordinatorAddress("2001:db8::1", 7443).ToString().ShouldBe("[2001:db8::1]:7443");
}
