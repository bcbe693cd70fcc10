using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcpFleet.Protocol.Identity;

/// <summary>
/// The fleet's CA certificate inside the coordinator's own certificate, for TLS leaves self-signed certificates out of
/// the chain it sends: an agent that knows no more than a join token's pin finds here the authority to compare with the
/// pin, and builds the chain to it. It proves nothing by itself.
/// </summary>
public static class AuthorityExtension
{
    /// <summary>An OID of our own, under the arc for UUIDs (ITU-T X.667): 5b7fbd2b-1a0c-4e8e-9d36-0f6c1f4a7a55.</summary>
    public const string ObjectId = "2.25.121623006107748834162688386577981930069";

    /// <summary>Bytes of the largest certificate that is looked at.</summary>
    private const int LargestCertificate = 8192;

    public static X509Extension Create(X509Certificate2 authority)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return new X509Extension(new Oid(ObjectId), authority.RawData, critical: false);
    }

    /// <summary>The certificate that <paramref name="server"/> carries, unverified; false when it carries none that can be read.</summary>
    public static bool TryRead(X509Certificate2 server, [NotNullWhen(true)] out X509Certificate2? authority)
    {
        ArgumentNullException.ThrowIfNull(server);
        authority = null;
        if (server.Extensions.FirstOrDefault(e => e.Oid?.Value == ObjectId) is not { RawData.Length: <= LargestCertificate } extension)
            return false;
        try
        {
            authority = X509CertificateLoader.LoadCertificate(extension.RawData);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
