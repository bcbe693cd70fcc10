using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcpFleet.Coordinator.Identity;
using AcpFleet.TestKit;

namespace AcpFleet.Coordinator.Tests.Harness;

/// <summary>Client certificates that a coordinator did not give out, or not now.</summary>
internal static class Certificates
{
    /// <summary>Signed by an authority as its own issuer would.</summary>
    public static X509Certificate2 SignedBy(CertificateAuthority authority, Guid agentId, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var record = new AgentCertificateIssuer(authority, time).Issue(new PublicKey(key), agentId, "none");
        using var certificate = X509CertificateLoader.LoadCertificate(record.Der);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Of another CA, for whatever fleet it likes.</summary>
    public static X509Certificate2 OfAnotherAuthority(string fleet)
    {
        using var directory = new TemporaryDirectory();
        using var authority = CertificateAuthority.Open(directory["ca"], fleet, TimeProvider.System);
        return SignedBy(authority, Guid.NewGuid(), TimeProvider.System);
    }
}
