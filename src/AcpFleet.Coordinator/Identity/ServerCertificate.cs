using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AcpFleet.Files;
using AcpFleet.Protocol.Identity;

namespace AcpFleet.Coordinator.Identity;

/// <summary>
/// The certificate of both endpoints, key and certificate in one file (ca/server.pem), so that no crash parts them.
/// Made anew when it does not cover the names asked for, when another CA signed it, or when less than a third of its life is left.
/// </summary>
internal static class ServerCertificate
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(90);

    private static readonly Oid s_serverAuthentication = new("1.3.6.1.5.5.7.3.1");

    public static X509Certificate2 Open(string directory, CertificateAuthority authority, IReadOnlyList<string> names, TimeProvider time)
    {
        var path = Path.Combine(directory, "server.pem");
        var stored = Load(path);
        if (stored is not null && IsFit(stored, authority, names, time))
            return stored;
        stored?.Dispose();
        return Create(path, authority, names, time);
    }

    /// <summary>Less than a third of the life is left.</summary>
    public static bool IsDue(X509Certificate2 certificate, TimeProvider time) =>
        time.GetUtcNow() > new DateTimeOffset(certificate.NotAfter.ToUniversalTime()) - (Life / 3);

    private static bool IsFit(X509Certificate2 certificate, CertificateAuthority authority, IReadOnlyList<string> names, TimeProvider time)
    {
        using var chain = FleetChain.Create(authority.Certificate, s_serverAuthentication, time.GetUtcNow());
        return chain.Build(certificate) && !IsDue(certificate, time) && NamesOf(certificate).SetEquals(names.Select(Normalise));
    }

    private static HashSet<string> NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return names is null ? [] : [.. names.EnumerateDnsNames().Select(Normalise), .. names.EnumerateIPAddresses().Select(a => a.ToString())];
    }

    private static string Normalise(string name) => IPAddress.TryParse(name, out var address) ? address.ToString() : name.ToLower(CultureInfo.InvariantCulture);

    private static X509Certificate2 Create(string path, CertificateAuthority authority, IReadOnlyList<string> names, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=acpfleet-coordinator", key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([s_serverAuthentication], false));
        request.CertificateExtensions.Add(AuthorityExtension.Create(authority.Certificate));
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else
                alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        using var certificate = authority.Sign(request, Life, time);
        DurableFile.Write(path, Encoding.ASCII.GetBytes($"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n"));
        return Load(path)!;
    }

    private static X509Certificate2? Load(string path)
    {
        try
        {
            return File.Exists(path) ? X509Certificate2.CreateFromPemFile(path) : null;
        }
        catch (CryptographicException)
        {
            // It can always be made anew.
            return null;
        }
    }
}
