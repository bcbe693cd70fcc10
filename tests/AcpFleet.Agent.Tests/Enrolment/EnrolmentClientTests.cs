using AcpFleet.Agent.Enrolment;
using AcpFleet.Agent.Identity;
using AcpFleet.Protocol.Identity;
using AcpFleet.TestKit;

namespace AcpFleet.Agent.Tests.Enrolment;

/// <summary>The secret of a join token must not leave the node before the other side has proven to be the fleet's.</summary>
public sealed class EnrolmentClientTests : IDisposable
{
    private static readonly NodeDescription Node = new("n1", "m", "b", "0");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task EnrolAsync_WithAnotherAuthority_SendsNoByteAndSaysSo()
    {
        await using var server = new ForeignServer("127.0.0.1");
        var token = JoinToken.Create(new string('A', CertificatePin.Length));

        var refusal = await Should.ThrowAsync<IdentityException>(() => EnrolAsync(server, token));

        server.Connections.ShouldBe(1);
        server.ApplicationBytes.ShouldBe(0);
        refusal.Message.ShouldContain("does not come from the authority that the join token names");
        refusal.Message.ShouldContain("The join token was not sent");
        refusal.Message.ShouldNotContain(token.Secret);
        AgentIdentity.Exists(_directory.Path).ShouldBeFalse();
    }

    [Theory]
    [InlineData("another.example", true, 1, "does not name the address that was dialled")]
    [InlineData("127.0.0.1", false, 1, "is not accepted against the authority")]
    [InlineData("127.0.0.1", true, -1, "is not accepted against the authority")]
    public async Task EnrolAsync_WithTheRightAuthorityButAWrongCertificate_SendsNoByte(string name, bool serverAuthentication, int days, string reason)
    {
        await using var server = new ForeignServer(name, serverAuthentication, days);

        var refusal = await Should.ThrowAsync<IdentityException>(() => EnrolAsync(server, JoinToken.Create(CertificatePin.Of(server.Authority))));

        refusal.Message.ShouldContain(reason);
        server.ApplicationBytes.ShouldBe(0);
    }

    [Fact]
    public async Task EnrolAsync_WhereNobodyListens_NamesTheAddress()
    {
        int port;
        await using (var server = new ForeignServer("127.0.0.1"))
            port = server.Port;

        var refusal = await Should.ThrowAsync<IdentityException>(() => new EnrolmentClient(_directory.Path, TimeProvider.System)
            .EnrolAsync(new CoordinatorAddress("127.0.0.1", port), JoinToken.Create(new string('A', CertificatePin.Length)), Node, CancellationToken.None));

        refusal.Message.ShouldContain($"127.0.0.1:{port}");
    }

    private Task<AgentUri> EnrolAsync(ForeignServer server, JoinToken token) => new EnrolmentClient(_directory.Path, TimeProvider.System)
        .EnrolAsync(new CoordinatorAddress("127.0.0.1", server.Port), token, Node, CancellationToken.None);
}
