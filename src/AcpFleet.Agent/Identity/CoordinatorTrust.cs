using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcpFleet.Protocol.Identity;

namespace AcpFleet.Agent.Identity;

/// <summary>
/// Decides whether the other side of a TLS connection is the fleet's coordinator: the whole chain to the fleet's own
/// authorities and nothing of the system's, the name, the purpose. There is no switch that turns this off.
/// </summary>
internal sealed class CoordinatorTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly Func<X509Certificate2, X509Chain, X509Certificate2Collection> _anchors;
    private readonly string _anchorName;

    private CoordinatorTrust(Func<X509Certificate2, X509Chain, X509Certificate2Collection> anchors, string anchorName)
    {
        _anchors = anchors;
        _anchorName = anchorName;
    }

    /// <summary>Why the last certificate was refused, for people; null when it was not.</summary>
    public string? LastRefusal { get; private set; }

    /// <summary>Trusts the authorities of an enrolled node.</summary>
    public static CoordinatorTrust ByAuthorities(X509Certificate2Collection authorities) =>
        new((_, _) => authorities, "this fleet's authority");

    /// <summary>
    /// Trusts the one authority whose public key has the pin of a join token, among those that the server presents: in
    /// the chain it sends, or inside its own certificate (<see cref="AuthorityExtension"/>).
    /// </summary>
    public static CoordinatorTrust ByPin(string pin) => new(
        (certificate, chain) => [.. Presented(certificate, chain).Where(candidate => CertificatePin.Of(candidate) == pin)],
        "the authority that the join token names");

    /// <summary>The callback for <see cref="SslClientAuthenticationOptions"/>.</summary>
    public bool Validate(object sender, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors)
    {
        LastRefusal = presented is X509Certificate2 certificate && chain is not null
            ? Judge(certificate, chain, errors)
            : "the coordinator presented no certificate";
        return LastRefusal is null;
    }

    private string? Judge(X509Certificate2 certificate, X509Chain presented, SslPolicyErrors errors)
    {
        var anchors = _anchors(certificate, presented);
        if (anchors.Count == 0)
            return $"the coordinator's certificate ({certificate.Subject}) does not come from {_anchorName}: this is another coordinator, or someone between";

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(anchors);
        chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (!chain.Build(certificate))
        {
            var reasons = string.Join("; ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()));
            return $"the coordinator's certificate ({certificate.Subject}, valid {certificate.NotBefore:u} to {certificate.NotAfter:u}) is not accepted against {_anchorName}: {reasons}";
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"the coordinator's certificate ({certificate.Subject}) does not name the address that was dialled: use a name or address that the coordinator was started with (its --san)"
            : null;
    }

    private static IEnumerable<X509Certificate2> Presented(X509Certificate2 certificate, X509Chain chain)
    {
        if (AuthorityExtension.TryRead(certificate, out var carried))
            yield return carried;
        foreach (var sent in chain.ChainPolicy.ExtraStore)
            yield return sent;
    }
}
