namespace AcpFleet.Checks.Plan;

/// <summary>Where the platform's certificate comes from.</summary>
public enum CertificateMode
{
    /// <summary><c>self-signed</c>: the installer makes one.</summary>
    SelfSigned,

    /// <summary><c>own</c>: certificate and key files on the coordinator.</summary>
    Own,
}
