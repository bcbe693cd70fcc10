using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcpFleet.Protocol.Identity;

/// <summary>The pin of a CA: SHA-256 over its SubjectPublicKeyInfo (RFC 7469 section 2.4), base64url without padding.</summary>
public static class CertificatePin
{
    /// <summary>Characters of a pin: 32 bytes in base64url.</summary>
    public const int Length = 43;

    public static string Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Base64Url.EncodeToString(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }
}
