using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcpFleet.Files;
using AcpFleet.Protocol.Identity;

namespace AcpFleet.Coordinator.Identity;

/// <summary>
/// The fleet's own CA: an ECDSA P-384 key and its self-signed certificate, in ca/ca.key and ca/ca.crt. The key is written
/// first; a start that finds a key without a certificate makes the certificate anew: the pin is over the key alone.
/// </summary>
public sealed class CertificateAuthority : IDisposable
{
    private const int LifeYears = 20;

    /// <summary>Room for a node or a coordinator whose clock is behind.</summary>
    internal static readonly TimeSpan Backdating = TimeSpan.FromHours(24);

    private readonly ECDsa _key;

    private CertificateAuthority(ECDsa key, X509Certificate2 certificate, string fleet)
    {
        _key = key;
        Certificate = certificate;
        Fleet = fleet;
        Pin = CertificatePin.Of(certificate);
    }

    /// <summary>Without its key.</summary>
    public X509Certificate2 Certificate { get; }

    public string Fleet { get; }

    /// <summary>What a join token carries.</summary>
    public string Pin { get; }

    /// <summary>Loads the CA, or makes it at the first start.</summary>
    /// <exception cref="IdentityException">The files are damaged or do not belong together.</exception>
    public static CertificateAuthority Open(string directory, string fleet, TimeProvider time)
    {
        DirectoryEntry.EnsurePrivate(directory);
        DurableFile.RemoveLeftovers(directory);
        var keyPath = Path.Combine(directory, "ca.key");
        var certificatePath = Path.Combine(directory, "ca.crt");
        if (!File.Exists(keyPath) && File.Exists(certificatePath))
            throw new IdentityException($"{certificatePath} is there, but its key {keyPath} is not: restore the key from a backup; a new one would be another fleet");
        var key = File.Exists(keyPath) ? LoadKey(keyPath) : CreateKey(keyPath);
        var certificate = File.Exists(certificatePath) ? LoadCertificate(certificatePath) : CreateCertificate(certificatePath, key, fleet, time);
        if (!certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
            throw new IdentityException($"{certificatePath} is not the certificate of {keyPath}: restore the pair that belongs together");
        return new CertificateAuthority(key, certificate, fleet);
    }

    /// <summary>Signs a leaf. Subject, purposes and names are the caller's; nothing comes from a request but the public key.</summary>
    internal X509Certificate2 Sign(CertificateRequest request, TimeSpan life, TimeProvider time)
    {
        var now = time.GetUtcNow();
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40); // positive, and always 16 bytes
        return request.Create(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), now - Backdating, now + life, serial);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private static ECDsa CreateKey(string path)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        DurableFile.Write(path, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
        return key;
    }

    private static X509Certificate2 CreateCertificate(string path, ECDsa key, string fleet, TimeProvider time)
    {
        var request = new CertificateRequest($"CN=AcpFleet CA {fleet}", key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        using var withKey = request.CreateSelfSigned(now - Backdating, now.AddYears(LifeYears));
        DurableFile.Write(path, Encoding.ASCII.GetBytes(withKey.ExportCertificatePem() + "\n"), DurableFile.Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        return X509CertificateLoader.LoadCertificate(withKey.RawData);
    }

    private static ECDsa LoadKey(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new IdentityException($"{path} holds no usable private key: restore it from a backup; a new one would be another fleet", e);
        }
    }

    private static X509Certificate2 LoadCertificate(string path)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(path);
        }
        catch (CryptographicException e)
        {
            throw new IdentityException($"{path} holds no usable certificate: delete it, and the next start makes it anew from the key", e);
        }
    }
}
