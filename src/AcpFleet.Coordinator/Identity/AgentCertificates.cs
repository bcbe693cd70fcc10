using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcpFleet.Protocol.Identity;

namespace AcpFleet.Coordinator.Identity;

/// <summary>
/// Judges the certificate a client showed: its whole chain to this fleet's CA, its purpose, its times, its name. Whether
/// the agent is still trusted is asked of the fleet at each use.
/// </summary>
internal sealed class AgentCertificates(CertificateAuthority authority, TimeProvider time)
{
    public static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    public CertificateJudgement Judge(X509Certificate2? certificate)
    {
        if (certificate is null)
            return CertificateJudgement.Refused(CertificateRefusal.Missing, "no client certificate was shown: enrol this node with a join token first");
        var agent = SubjectUris.AgentOf(certificate);
        using var chain = FleetChain.Create(authority.Certificate, ClientAuthentication, time.GetUtcNow());
        if (!chain.Build(certificate))
            return Explain(chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status), certificate, agent);
        if (agent is null)
            return CertificateJudgement.Refused(CertificateRefusal.WrongPurpose, "the client certificate names no agent: it is no agent's certificate");
        return agent.Fleet == authority.Fleet
            ? CertificateJudgement.Accepted(agent, certificate.SerialNumber)
            : OtherFleet(agent);
    }

    private CertificateJudgement OtherFleet(AgentUri agent) => CertificateJudgement.Refused(
        CertificateRefusal.OtherFleet,
        $"the client certificate is of fleet '{agent.Fleet}', this is fleet '{authority.Fleet}': check the coordinator's address, or enrol this node here");

    private CertificateJudgement Explain(X509ChainStatusFlags status, X509Certificate2 certificate, AgentUri? agent)
    {
        const X509ChainStatusFlags NotOurs = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;
        if ((status & NotOurs) != 0)
        {
            return agent is not null && agent.Fleet != authority.Fleet
                ? OtherFleet(agent)
                : CertificateJudgement.Refused(CertificateRefusal.OtherAuthority, $"the client certificate was not issued by the CA of fleet '{authority.Fleet}': enrol this node with a join token of this coordinator");
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (now > certificate.NotAfter.ToUniversalTime())
            return CertificateJudgement.Refused(CertificateRefusal.Expired, $"the client certificate expired at {certificate.NotAfter.ToUniversalTime():u}: enrol this node again");
        return now < certificate.NotBefore.ToUniversalTime()
            ? CertificateJudgement.Refused(CertificateRefusal.NotYetValid, $"the client certificate is valid from {certificate.NotBefore.ToUniversalTime():u} on: the coordinator's clock says {now:u}, check it")
            : CertificateJudgement.Refused(CertificateRefusal.WrongPurpose, "the client certificate is not for client authentication");
    }
}
