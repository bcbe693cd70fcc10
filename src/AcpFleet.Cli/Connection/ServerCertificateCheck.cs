using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AcpFleet.Cli.Connection;

/// <summary>
/// The coordinator's certificate: its chain must end in the fleet's CA and nowhere else, and the name must match. It only
/// watches what the platform decided, so that a refusal can be explained.
/// </summary>
internal sealed class ServerCertificateCheck
{
    private readonly X509Certificate2Collection _authorities;

    public ServerCertificateCheck(X509Certificate2Collection authorities) => _authorities = authorities;

    /// <summary>Why the last certificate was refused; null when none was.</summary>
    public string? Refusal { get; private set; }

    public SslClientAuthenticationOptions Options()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_authorities);
        return new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = Decide,
        };
    }

    private bool Decide(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        Refusal = Explain(certificate as X509Certificate2, chain, errors);
        return false;
    }

    private static string Explain(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "it showed no certificate";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var statuses = chain?.ChainStatus.Select(status => status.Status).ToList() ?? [];
            return statuses.Contains(X509ChainStatusFlags.NotTimeValid)
                ? $"its certificate is valid from {certificate.NotBefore:u} to {certificate.NotAfter:u} only: one of the two clocks is wrong, or it was not renewed"
                : $"its certificate (subject {certificate.Subject}) was not issued by the CA that was given";
        }

        return $"its certificate is not for the name that was asked for; it is for {Names(certificate)}";
    }

    private static string Names(X509Certificate2 certificate)
    {
        var extension = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        var names = extension?.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())).Take(10).ToList() ?? [];
        return names.Count == 0 ? certificate.Subject : string.Join(", ", names);
    }
}
