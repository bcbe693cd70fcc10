using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcpFleet.Coordinator.Tests.Harness;
using AcpFleet.Protocol.Api;
using AcpFleet.Protocol.Identity;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Coordinator.Tests.Enrolment;

public sealed class EnrolmentTests : IAsyncLifetime
{
    private readonly TestKit.ManualTime _time = TestCoordinator.NewTime();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private TestCoordinator _coordinator = null!;

    public async Task InitializeAsync() => _coordinator = await TestCoordinator.StartAsync(time: _time);

    public async Task DisposeAsync()
    {
        await _coordinator.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task Enrol_GoodToken_GivesACertificateForClientsOnly()
    {
        var token = await _coordinator.CreateTokenAsync();
        var request = new CertificateRequest("CN=evil, O=Administrators", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var asked = TestAgent.Request(token.Token, _key);
        asked.Csr = ByteString.CopyFrom(request.CreateSigningRequest());

        var reply = await TestAgent.EnrolAsync(_coordinator, asked);

        using var certificate = X509CertificateLoader.LoadCertificate(reply.Certificate.Span);
        using var authority = X509CertificateLoader.LoadCertificate(reply.Authorities.ShouldHaveSingleItem().Span);
        reply.Fleet.ShouldBe("test-fleet");
        CertificatePin.Of(authority).ShouldBe(token.Token.Split('.')[3]);
        certificate.Subject.ShouldBe($"CN={reply.AgentId}");
        SubjectUris.Of(certificate).ShouldBe([$"acpfleet://test-fleet/agent/{reply.AgentId}"]);
        certificate.PublicKey.ExportSubjectPublicKeyInfo().ShouldBe(_key.ExportSubjectPublicKeyInfo());
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority.ShouldBeFalse();
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(o => o.Value).ShouldBe(["1.3.6.1.5.5.7.3.2"]);
        var now = _time.GetUtcNow().UtcDateTime;
        (certificate.NotBefore.ToUniversalTime() - now.AddHours(-24)).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(1));
        (certificate.NotAfter.ToUniversalTime() - now.AddDays(7)).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(1));
        (await _coordinator.GetAsync("api/v1/tokens", ApiJson.Default.IReadOnlyListTokenView)).Single().State.ShouldBe("spent");
    }

    [Fact]
    public async Task Enrol_SameTokenAndKeyAgain_GivesTheSameCertificate()
    {
        var token = await _coordinator.CreateTokenAsync();
        var first = await TestAgent.EnrolAsync(_coordinator, TestAgent.Request(token.Token, _key));
        await _coordinator.RestartAsync();

        var again = await TestAgent.EnrolAsync(_coordinator, TestAgent.Request(token.Token, _key));

        again.ShouldBe(first);
        (await _coordinator.Store.Certificates.ListAsync(default)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("P-256", true)]
    [InlineData("P-384", true)]
    [InlineData("P-521", false)]
    [InlineData("RSA", false)]
    public async Task Enrol_KindOfKey_IsTakenOnlyWhereItIsAllowed(string kind, bool taken)
    {
        var token = await _coordinator.CreateTokenAsync();
        using AsymmetricAlgorithm key = kind == "RSA" ? RSA.Create(2048) : ECDsa.Create(ECCurve.CreateFromFriendlyName("nist" + kind.Replace("-", "", StringComparison.Ordinal)));

        var refusal = await RefusalAsync(TestAgent.Request(token.Token, key));

        if (taken)
            refusal.ShouldBeNull();
        else
            refusal.ShouldBe(new Status(StatusCode.InvalidArgument, "the certificate request's key is neither P-256 nor P-384"));
    }

    [Fact]
    public async Task Enrol_RequestSignedByAnotherKey_IsRefused()
    {
        var token = await _coordinator.CreateTokenAsync();
        var request = TestAgent.Request(token.Token, _key);
        var der = request.Csr.ToByteArray();
        der[^1] ^= 1;
        request.Csr = ByteString.CopyFrom(der);

        (await RefusalAsync(request)).ShouldBe(new Status(StatusCode.InvalidArgument, "the certificate request is no PKCS#10 in DER, or its signature is not of its own key"));
        (await _coordinator.GetAsync("api/v1/tokens", ApiJson.Default.IReadOnlyListTokenView)).Single().Uses.ShouldBe(0);
    }

    [Fact]
    public async Task Enrol_WrongSecretAndUnknownId_AreRefusedAlike()
    {
        var token = (await _coordinator.CreateTokenAsync()).Token.Split('.');
        var guess = JoinToken.Create(token[3]);

        (await RefusalAsync(TestAgent.Request($"acpf1.{token[1]}.{guess.Secret}.{token[3]}", _key))).ShouldBe(Unauthenticated("the join token is unknown"));
        (await RefusalAsync(TestAgent.Request(guess.Reveal(), _key))).ShouldBe(Unauthenticated("the join token is unknown"));
        var line = await _coordinator.Log.WaitForAsync(LogLevel.Warning, "the join token is unknown");
        line.ShouldBe($"enrolment of cp-1 from 127.0.0.1 refused: the join token is unknown (token {token[1]})");
        _coordinator.Log.Entries.ShouldNotContain(e => e.Message.Contains(token[2], StringComparison.Ordinal) || e.Message.Contains(guess.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Enrol_ExpiredToken_SaysSo()
    {
        var token = await _coordinator.CreateTokenAsync(lifetimeSeconds: 60);
        _time.Advance(TimeSpan.FromSeconds(60));

        (await RefusalAsync(TestAgent.Request(token.Token, _key))).ShouldBe(Unauthenticated("the join token has expired"));
    }

    [Fact]
    public async Task Enrol_SpentToken_SaysSo()
    {
        var token = await _coordinator.CreateTokenAsync();
        await TestAgent.EnrolAsync(_coordinator, TestAgent.Request(token.Token, _key));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        (await RefusalAsync(TestAgent.Request(token.Token, other))).ShouldBe(Unauthenticated("the join token is spent: it was used as often as it may be"));
    }

    [Fact]
    public async Task Enrol_RevokedToken_SaysSo()
    {
        var token = await _coordinator.CreateTokenAsync();
        (await _coordinator.SendAsync(HttpMethod.Delete, $"api/v1/tokens/{token.View.Id}")).EnsureSuccessStatusCode();

        (await RefusalAsync(TestAgent.Request(token.Token, _key))).ShouldBe(Unauthenticated("the join token was revoked"));
    }

    [Fact]
    public async Task Enrol_TokenOfAnotherFleet_SaysSo()
    {
        var foreign = JoinToken.Create(new string('A', CertificatePin.Length));

        (await RefusalAsync(TestAgent.Request(foreign.Reveal(), _key))).ShouldBe(Unauthenticated("the join token is of another fleet"));
    }

    [Fact]
    public async Task Enrol_TextThatIsNoToken_SaysWhatIsWrongWithIt()
    {
        (await RefusalAsync(TestAgent.Request("acpf1.cut", _key)))!.Value.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        (await RefusalAsync(TestAgent.Request("hello", _key))).ShouldBe(new Status(StatusCode.InvalidArgument, "a join token begins with 'acpf1.'; this text does not"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    public async Task Enrol_HostnameOutOfBounds_IsRefused(string hostname)
    {
        var token = await _coordinator.CreateTokenAsync();

        (await RefusalAsync(TestAgent.Request(token.Token, _key, hostname)))!.Value.StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task Enrol_TwoHundredAtOnceOnASingleUse_GivesExactlyOneCertificate()
    {
        var token = await _coordinator.CreateTokenAsync();
        var keys = Enumerable.Range(0, 200).Select(_ => ECDsa.Create(ECCurve.NamedCurves.nistP256)).ToList();
        var requests = keys.Select(k => TestAgent.Request(token.Token, k)).ToList();

        var statuses = await Task.WhenAll(requests.Select(async request =>
        {
            try
            {
                await TestAgent.EnrolAsync(_coordinator, request);
                return Status.DefaultSuccess;
            }
            catch (RpcException e)
            {
                return e.Status;
            }
        }));

        keys.ForEach(k => k.Dispose());
        statuses.Count(s => s.StatusCode == StatusCode.OK).ShouldBe(1);
        statuses.Where(s => s.StatusCode != StatusCode.OK).Distinct().ShouldBe([Unauthenticated("the join token is spent: it was used as often as it may be")]);
        (await _coordinator.Store.Certificates.ListAsync(default)).Count.ShouldBe(1);
        (await _coordinator.GetAsync("api/v1/nodes", ApiJson.Default.IReadOnlyListNodeView)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Enrol_ManyGuesses_AreHeldBackForAMinute()
    {
        var pin = _coordinator.Authority.Pin;
        for (var i = 0; i < 10; i++)
            (await RefusalAsync(TestAgent.Request(JoinToken.Create(pin).Reveal(), _key))).ShouldBe(Unauthenticated("the join token is unknown"));
        var good = await _coordinator.CreateTokenAsync();

        (await RefusalAsync(TestAgent.Request(good.Token, _key))).ShouldBe(new Status(StatusCode.ResourceExhausted, "too many failed tries from this address: wait a minute"));
        _time.Advance(TimeSpan.FromMinutes(1));
        (await RefusalAsync(TestAgent.Request(good.Token, _key))).ShouldBeNull();
    }

    [Fact]
    public async Task Enrol_RequestOverTheLimit_IsRefused()
    {
        var request = TestAgent.Request((await _coordinator.CreateTokenAsync()).Token, _key);
        request.AgentVersion = new string('x', 40 * 1024);

        (await RefusalAsync(request))!.Value.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    private static Status Unauthenticated(string detail) => new(StatusCode.Unauthenticated, detail);

    private async Task<Status?> RefusalAsync(AcpFleet.Protocol.V1.EnrolRequest request)
    {
        try
        {
            await TestAgent.EnrolAsync(_coordinator, request);
            return null;
        }
        catch (RpcException e)
        {
            return new Status(e.StatusCode, e.Status.Detail);
        }
    }
}
