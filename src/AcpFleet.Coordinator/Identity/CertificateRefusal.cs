namespace AcpFleet.Coordinator.Identity;

/// <summary>Why a client certificate opens nothing.</summary>
internal enum CertificateRefusal
{
    Missing,
    OtherAuthority,
    OtherFleet,
    Expired,
    NotYetValid,
    WrongPurpose,
    UnknownAgent,
    Revoked,
}
