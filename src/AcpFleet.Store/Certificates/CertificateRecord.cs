namespace AcpFleet.Store.Certificates;

/// <summary>A certificate that was issued to an agent.</summary>
public sealed record CertificateRecord
{
    /// <summary>Serial number, upper-case hex.</summary>
    public required string Serial { get; init; }

    public required string NodeId { get; init; }

    /// <summary>The token it was issued for.</summary>
    public required string TokenId { get; init; }

    /// <summary>SHA-256 of its SubjectPublicKeyInfo, 32 bytes.</summary>
    public required byte[] PublicKeyHash { get; init; }

    public required byte[] Der { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}
