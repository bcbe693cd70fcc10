using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AcpFleet.TestBed.Nodes;

namespace AcpFleet.SystemTests.Field;

/// <summary>The CA of a fleet, as the one thing that a peer trusts.</summary>
internal static class FleetAuthority
{
    public static async Task<X509Certificate2> ReadAsync(Node coordinator) =>
        X509Certificate2.CreateFromPem(await coordinator.RunAsync("cat", "/var/lib/acpfleet/ca/ca.crt"));

    /// <summary>Connections that accept what that authority issued for the asked name, and show no certificate.</summary>
    public static SocketsHttpHandler Trust(X509Certificate2 authority) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };
}
