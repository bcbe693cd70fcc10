using AcpFleet.Store.Certificates;

namespace AcpFleet.Store.Tokens;

/// <summary>Answer to a <see cref="TokenUse"/>; the certificate where it was issued now or before.</summary>
public sealed record TokenUseResult(TokenVerdict Verdict, CertificateRecord? Certificate);
