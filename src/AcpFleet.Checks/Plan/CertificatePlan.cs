namespace AcpFleet.Checks.Plan;

/// <summary><c>certificate</c> in the plan.</summary>
public sealed record CertificatePlan
{
    public CertificateMode Mode { get; init; } = CertificateMode.SelfSigned;

    /// <summary>PEM file on the coordinator; with <see cref="CertificateMode.Own"/>.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file on the coordinator; with <see cref="CertificateMode.Own"/>.</summary>
    public string? KeyFile { get; init; }
}
