using AcpFleet.Protocol.Sections;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcpFleet.Protocol.V1;
using Google.Protobuf;
using EnrolmentClient = AcpFleet.Protocol.V1.Enrolment.EnrolmentClient;

namespace AcpFleet.Coordinator.Tests.Harness;

/// <summary>An enrolled identity, and what an agent does with it.</summary>
internal sealed class TestAgent : IDisposable
{
    private readonly TestCoordinator _coordinator;

    private TestAgent(TestCoordinator coordinator, X509Certificate2 certificate, string id, string hostname)
    {
        _coordinator = coordinator;
        Certificate = certificate;
        Id = id;
        Hostname = hostname;
    }

    public string Id { get; }

    public string Hostname { get; }

    /// <summary>With its key.</summary>
    public X509Certificate2 Certificate { get; }

    public static async Task<TestAgent> EnrolAsync(TestCoordinator coordinator, string hostname = "cp-1")
    {
        var token = await coordinator.CreateTokenAsync();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var reply = await EnrolAsync(coordinator, Request(token.Token, key, hostname));
        using var certificate = X509CertificateLoader.LoadCertificate(reply.Certificate.Span);
        return new TestAgent(coordinator, certificate.CopyWithPrivateKey(key), reply.AgentId, hostname);
    }

    public static async Task<EnrolReply> EnrolAsync(TestCoordinator coordinator, EnrolRequest request)
    {
        using var channel = coordinator.AgentChannel();
        return await new EnrolmentClient(channel).EnrolAsync(request, cancellationToken: Limit());
    }

    public static EnrolRequest Request(string token, AsymmetricAlgorithm key, string hostname = "cp-1")
    {
        var request = key is RSA rsa
            ? new CertificateRequest("CN=x", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=x", (ECDsa)key, HashAlgorithmName.SHA256);
        return new EnrolRequest
        {
            Token = token,
            Csr = ByteString.CopyFrom(request.CreateSigningRequest()),
            Hostname = hostname,
            MachineId = "machine",
            AgentVersion = "0.1.0",
        };
    }

    public Hello Hello(params IEnumerable<ReportedSection> known) => new()
    {
        Version = new ProtocolVersion { Major = 1, Minor = 0 },
        AgentVersion = "0.1.0",
        Hostname = Hostname,
        MachineId = "machine",
        BootId = "boot",
        ProcessId = Guid.NewGuid().ToString("N"),
        Digests = { known.Select(s => new SectionDigest { Kind = SectionKinds.Of(s.Section), Digest = s.Digest }) },
    };

    /// <summary>Opens a stream without saying anything.</summary>
    public TestLink Open() => new(_coordinator.AgentChannel(Certificate));

    /// <summary>Opens a stream and goes through hello and welcome.</summary>
    public async Task<(TestLink Link, Welcome Welcome)> ConnectAsync(Hello? hello = null)
    {
        var link = Open();
        await link.SendAsync(new AgentMessage { Hello = hello ?? Hello() });
        return (link, (await link.ReceiveAsync(CoordinatorMessage.MessageOneofCase.Welcome)).Welcome);
    }

    public void Dispose() => Certificate.Dispose();

    private static CancellationToken Limit() => new CancellationTokenSource(TestLimits.Wait).Token;
}
