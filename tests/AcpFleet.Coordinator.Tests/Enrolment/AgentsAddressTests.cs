using System.Net;
using AcpFleet.Coordinator.Enrolment;

namespace AcpFleet.Coordinator.Tests.Enrolment;

public sealed class AgentsAddressTests
{
    private static readonly string[] Machine = ["127.0.0.1", "192.0.2.10", "2001:db8::10", "::1", "coordinator", "localhost"];

    [Theory]
    [InlineData("::", "", "192.0.2.10", "192.0.2.10")]
    [InlineData("::", "", "2001:db8::10", "2001:db8::10")]
    [InlineData("::", "", "coordinator", "coordinator")]
    [InlineData("::", "", "127.0.0.1", "192.0.2.10")]
    [InlineData("::", "", "localhost", "192.0.2.10")]
    [InlineData("::", "", "relay.example", "192.0.2.10")]
    [InlineData("::", "fleet.example,192.0.2.10", "127.0.0.1", "fleet.example")]
    [InlineData("::", "fleet.example,192.0.2.10", "192.0.2.10", "192.0.2.10")]
    [InlineData("127.0.0.1", "", "192.0.2.10", "127.0.0.1")]
    [InlineData("192.0.2.10", "fleet.example", "127.0.0.1", "fleet.example")]
    public void Choose_ForANode_IsNamedByTheCertificateAndReachable(string listening, string given, string asked, string expected)
    {
        var names = given.Split(',', StringSplitOptions.RemoveEmptyEntries);
        AgentsAddress.Choose(IPAddress.Parse(listening), names, names.Length > 0 ? names : Machine, asked).ShouldBe(expected);
    }
}
