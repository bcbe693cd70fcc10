using AcpFleet.Protocol.Identity;

namespace AcpFleet.Coordinator.Identity;

/// <summary>An agent, or why the certificate is none's.</summary>
/// <param name="Agent">Set when there is no refusal.</param>
/// <param name="Detail">For the peer and the log: what is wrong and what to do. Set with a refusal.</param>
internal sealed record CertificateJudgement(AgentUri? Agent, string? Serial, CertificateRefusal? Refusal, string? Detail)
{
    public static CertificateJudgement Accepted(AgentUri agent, string serial) => new(agent, serial, null, null);

    public static CertificateJudgement Refused(CertificateRefusal refusal, string detail) => new(null, null, refusal, detail);
}
