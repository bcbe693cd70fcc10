using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace AcpFleet.Grpc.Tests.Server;

/// <summary>Calls over TLS with certificates on both sides.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly X509Certificate2 _serverCertificate = Certificate("server.test");
    private readonly X509Certificate2 _clientCertificate = Certificate("client.test");

    [Fact]
    public async Task Call_WithBothCertificates_TellsTheHandlerWhoCalls()
    {
        AuthContext? seen = null;
        await using var server = await StartAsync(new()
        {
            OnUnary = (_, context) =>
            {
                seen = context.AuthContext;
                context.GetHttpContext().Connection.ClientCertificate!.Thumbprint.ShouldBe(_clientCertificate.Thumbprint);
                return Task.FromResult(new Protos.EchoReply { RequestsSeen = 1 });
            },
        });

        (await server.Client.UnaryAsync(new())).RequestsSeen.ShouldBe(1u);

        seen!.IsPeerAuthenticated.ShouldBeTrue();
        seen.PeerIdentityPropertyName.ShouldBe("x509_subject_alternative_name");
        seen.PeerIdentity.Select(property => property.Value).ShouldBe(["client.test"]);
        seen.FindPropertiesByName("x509_common_name").Single().Value.ShouldBe("client.test");
    }

    [Fact]
    public async Task Call_ToAServerThatIsNotTrusted_IsUnavailableAndSaysWhy()
    {
        await using var server = await StartAsync(new(), trust: _ => false);

        var error = await Should.ThrowAsync<RpcException>(async () => await server.Client.UnaryAsync(new()));

        error.StatusCode.ShouldBe(StatusCode.Unavailable);
        error.Status.Detail.ShouldContain("certificate");
    }

    public void Dispose()
    {
        _serverCertificate.Dispose();
        _clientCertificate.Dispose();
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private Task<ScriptedServer> StartAsync(ScriptedService service, Func<string, bool>? trust = null)
    {
        trust ??= thumbprint => thumbprint == _serverCertificate.Thumbprint;
        return ScriptedServer.StartAsync(
            service,
            listen: endpoint => endpoint.UseHttps(_serverCertificate, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => certificate.Thumbprint == _clientCertificate.Thumbprint;
            }),
            handler: new SocketsHttpHandler
            {
                UseProxy = false,
                SslOptions = new SslClientAuthenticationOptions
                {
                    ClientCertificates = [_clientCertificate],
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => trust(certificate!.GetCertHashString()),
                },
            });
    }
}
