namespace AcpFleet.Store.Tokens;

/// <summary>A join token; its secret only as a hash.</summary>
public sealed record TokenRecord
{
    public required string Id { get; init; }

    /// <summary>SHA-256 of the secret's text, 32 bytes.</summary>
    public required byte[] SecretHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required int MaxUses { get; init; }

    public int Uses { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public string? Note { get; init; }

    /// <summary>Null: it can be used at that moment.</summary>
    public TokenVerdict? RefusalAt(DateTimeOffset at) => this switch
    {
        { RevokedAt: not null } => TokenVerdict.Revoked,
        _ when at >= ExpiresAt => TokenVerdict.Expired,
        _ when Uses >= MaxUses => TokenVerdict.Spent,
        _ => null,
    };
}
