using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcpFleet.Coordinator.Identity;

/// <summary>A chain to the fleet's CA and to nothing else: no root of the system, no download.</summary>
internal static class FleetChain
{
    public static X509Chain Create(X509Certificate2 authority, Oid purpose, DateTimeOffset at)
    {
        var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(purpose);
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        return chain;
    }
}
