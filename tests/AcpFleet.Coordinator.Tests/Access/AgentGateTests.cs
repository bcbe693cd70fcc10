using System.Security.Cryptography.X509Certificates;
using AcpFleet.Coordinator.Tests.Harness;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Coordinator.Tests.Access;

public sealed class AgentGateTests : IAsyncLifetime
{
    private readonly ManualTime _time = TestCoordinator.NewTime();
    private TestCoordinator _coordinator = null!;

    public async Task InitializeAsync() => _coordinator = await TestCoordinator.StartAsync(time: _time);

    public async Task DisposeAsync() => await _coordinator.DisposeAsync();

    [Fact]
    public async Task Connect_NoCertificate_IsToldToEnrol()
    {
        (await ConnectAsync(null)).ShouldBe(new Status(StatusCode.Unauthenticated, "no client certificate was shown: enrol this node with a join token first"));
        await _coordinator.Log.WaitForAsync(LogLevel.Warning, "agent link from 127.0.0.1 with certificate no certificate refused: no client certificate was shown");
    }

    [Fact]
    public async Task Connect_CertificateOfAnotherAuthority_IsRefused()
    {
        using var certificate = Certificates.OfAnotherAuthority("test-fleet");

        (await ConnectAsync(certificate)).ShouldBe(new Status(
            StatusCode.Unauthenticated,
            "the client certificate was not issued by the CA of fleet 'test-fleet': enrol this node with a join token of this coordinator"));
        await _coordinator.Log.WaitForAsync(LogLevel.Warning, $"agent link from 127.0.0.1 with certificate {certificate.Subject} refused: the client certificate was not issued");
    }

    [Fact]
    public async Task Connect_CertificateOfAnotherFleet_IsToldWhich()
    {
        using var certificate = Certificates.OfAnotherAuthority("north");

        (await ConnectAsync(certificate)).ShouldBe(new Status(
            StatusCode.Unauthenticated,
            "the client certificate is of fleet 'north', this is fleet 'test-fleet': check the coordinator's address, or enrol this node here"));
    }

    [Fact]
    public async Task Connect_ExpiredCertificate_SaysSince()
    {
        using var agent = await TestAgent.EnrolAsync(_coordinator);
        _time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));

        var status = await ConnectAsync(agent.Certificate);

        status.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        status.Detail.ShouldBe($"the client certificate expired at {agent.Certificate.NotAfter.ToUniversalTime():u}: enrol this node again");
    }

    [Fact]
    public async Task Connect_CertificateOfTheFuture_SaysFromWhen()
    {
        using var agent = await TestAgent.EnrolAsync(_coordinator);
        _time.StepWallClock(TimeSpan.FromHours(-30));

        var status = await ConnectAsync(agent.Certificate);

        status.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        status.Detail.ShouldStartWith($"the client certificate is valid from {agent.Certificate.NotBefore.ToUniversalTime():u} on: the coordinator's clock says");
    }

    [Fact]
    public async Task Connect_AgentThatIsNotKnown_IsRefused()
    {
        var id = Guid.NewGuid();
        using var certificate = Certificates.SignedBy(_coordinator.Authority, id, _time);

        (await ConnectAsync(certificate)).ShouldBe(new Status(
            StatusCode.PermissionDenied,
            $"agent {id} is not known here: was the coordinator's data restored from an older backup? Enrol this node again"));
    }

    [Fact]
    public async Task Connect_ServersOwnCertificate_IsForAnotherPurpose()
    {
        using var certificate = X509Certificate2.CreateFromPemFile(Path.Combine(_coordinator.DataDirectory, "ca", "server.pem"));

        (await ConnectAsync(certificate)).ShouldBe(new Status(StatusCode.Unauthenticated, "the client certificate is not for client authentication"));
    }

    [Fact]
    public async Task Revoke_LiveStream_EndsAndTheCertificateOpensNothingMore()
    {
        using var agent = await TestAgent.EnrolAsync(_coordinator);
        var (link, _) = await agent.ConnectAsync();
        await link.ReportAsync(1, TestFacts.All());

        using var response = await _coordinator.SendAsync(HttpMethod.Delete, $"api/v1/nodes/{agent.Id}");
        var (refusal, status) = await link.EndAsync();

        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        refusal!.Reason.ShouldBe(Refusal.Types.Reason.Identity);
        status.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await ConnectAsync(agent.Certificate)).ShouldBe(new Status(StatusCode.PermissionDenied, "this agent's identity was revoked: enrol the node again with a new join token"));
        await _coordinator.RestartAsync();
        (await ConnectAsync(agent.Certificate)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        link.Dispose();
    }

    [Fact]
    public async Task Health_NoCertificate_Answers()
    {
        using var channel = _coordinator.AgentChannel();

        var reply = await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(new Grpc.Health.V1.HealthCheckRequest());

        reply.Status.ShouldBe(Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus.Serving);
    }

    [Fact]
    public async Task Call_MethodThatIsNotThere_IsUnimplemented()
    {
        (await RawGrpc.CallAsync(_coordinator, "acpfleet.v1.AgentLink/Nothing", null, RawGrpc.Prefix(0))).Status.ShouldBe("12");
    }

    [Fact]
    public async Task Rest_OnTheAgentsEndpoint_IsNotThere()
    {
        using var agent = await TestAgent.EnrolAsync(_coordinator);
        using var client = new HttpClient(_coordinator.Handler(agent.Certificate));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{_coordinator.Agents}/api/v1/nodes") { Version = new Version(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Authorization = new("Bearer", _coordinator.AdminToken);

        using var response = await client.SendAsync(request);

        await TestCoordinator.ProblemOfAsync(response, System.Net.HttpStatusCode.NotFound);
    }

    private async Task<Status> ConnectAsync(X509Certificate2? certificate)
    {
        using var link = new TestLink(_coordinator.AgentChannel(certificate));
        return (await link.EndAsync()).Status is var status ? new Status(status.StatusCode, status.Detail) : default;
    }
}
