using AcpFleet.Store.Certificates;

namespace AcpFleet.Store.Tokens;

/// <summary>Join tokens.</summary>
public interface ITokenStore
{
    Task AddAsync(TokenRecord token, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<TokenRecord>> ListAsync(CancellationToken cancellationToken);

    /// <returns>The token as it is after; null when it is not known.</returns>
    Task<TokenRecord?> RevokeAsync(string tokenId, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>What a use would come to now; changes nothing.</summary>
    Task<TokenUseResult> LookAsync(TokenUse use, CancellationToken cancellationToken);

    /// <summary>
    /// Uses the token: the count, the node and its certificate come to be in one transaction, or none of them.
    /// The same token with the same key again, while it lives, answers with the first certificate and counts nothing.
    /// </summary>
    /// <param name="candidate">Stored only when the verdict is <see cref="TokenVerdict.Issued"/>.</param>
    Task<TokenUseResult> SpendAsync(TokenUse use, CertificateRecord candidate, NewNode node, CancellationToken cancellationToken);

    /// <summary>Deletes tokens that expired before a moment; what they issued stays.</summary>
    Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
