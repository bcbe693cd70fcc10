namespace AcpFleet.Protocol.Api;

/// <summary>A join token without its secret.</summary>
public sealed record TokenView
{
    public required string Id { get; init; }

    /// <summary>active, spent, expired or revoked.</summary>
    public required string State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required int Uses { get; init; }

    public required int MaxUses { get; init; }

    public string? Note { get; init; }
}
