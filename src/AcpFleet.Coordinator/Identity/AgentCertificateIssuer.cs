using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcpFleet.Protocol.Identity;
using AcpFleet.Store.Certificates;

namespace AcpFleet.Coordinator.Identity;

/// <summary>Makes agents' certificates: 7 days, client authentication only, the agent's URI as the one name in it.</summary>
internal sealed class AgentCertificateIssuer(CertificateAuthority authority, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>A certificate that nobody has yet: it counts once the store keeps it.</summary>
    public CertificateRecord Issue(PublicKey key, Guid agentId, string tokenId)
    {
        var request = new CertificateRequest(new X500DistinguishedName($"CN={agentId:D}"), key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([AgentCertificates.ClientAuthentication], true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(new AgentUri(authority.Fleet, agentId).ToString()));
        request.CertificateExtensions.Add(names.Build(critical: false));
        using var certificate = authority.Sign(request, Life, time);
        return new CertificateRecord
        {
            Serial = certificate.SerialNumber,
            NodeId = agentId.ToString("D"),
            TokenId = tokenId,
            PublicKeyHash = SHA256.HashData(key.ExportSubjectPublicKeyInfo()),
            Der = certificate.RawData,
            NotBefore = certificate.NotBefore.ToUniversalTime(),
            NotAfter = certificate.NotAfter.ToUniversalTime(),
            IssuedAt = time.GetUtcNow(),
        };
    }
}
