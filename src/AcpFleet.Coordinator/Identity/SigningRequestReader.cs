using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcpFleet.Coordinator.Identity;

/// <summary>Takes the public key out of a certificate request (PKCS#10, DER), and nothing else.</summary>
internal static class SigningRequestReader
{
    private const int LargestRequest = 8192;

    private static readonly string[] s_curves = [ECCurve.NamedCurves.nistP256.Oid.Value!, ECCurve.NamedCurves.nistP384.Oid.Value!];

    /// <param name="error">What is wrong with it, for the agent's administrator.</param>
    public static bool TryRead(ReadOnlySpan<byte> der, [NotNullWhen(true)] out PublicKey? key, [NotNullWhen(false)] out string? error)
    {
        key = null;
        if (der.Length is 0 or > LargestRequest)
        {
            error = $"the certificate request has {der.Length} bytes; 1 to {LargestRequest} are possible";
            return false;
        }

        try
        {
            // Loading verifies the signature, which proves that the sender holds the private key.
            var request = CertificateRequest.LoadSigningRequest(der, HashAlgorithmName.SHA384, out var read);
            error = read != der.Length ? "bytes follow the certificate request" : Refusal(request.PublicKey);
            key = error is null ? request.PublicKey : null;
            return error is null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            error = "the certificate request is no PKCS#10 in DER, or its signature is not of its own key";
            return false;
        }
    }

    private static string? Refusal(PublicKey key)
    {
        using var ecdsa = key.GetECDsaPublicKey();
        var curve = ecdsa?.ExportParameters(false).Curve;
        return curve is { IsNamed: true } named && s_curves.Contains(named.Oid.Value)
            ? null
            : "the certificate request's key is neither P-256 nor P-384";
    }
}
