using System.Security.Cryptography;
using System.Text;
using AcpFleet.Coordinator.Identity;
using AcpFleet.Protocol.Identity;
using AcpFleet.Store;
using AcpFleet.Store.Tokens;

namespace AcpFleet.Coordinator.Enrolment;

/// <summary>Makes join tokens. The secret exists in the answer and as a hash, nowhere else.</summary>
internal sealed class TokenIssuer(IFleetStore store, CertificateAuthority authority, TimeProvider time)
{
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(30);

    /// <summary>How long a token that has expired can still be seen.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    public async Task<(TokenRecord Record, JoinToken Token)> CreateAsync(int maxUses, TimeSpan lifetime, string? note, CancellationToken cancellationToken)
    {
        var token = JoinToken.Create(authority.Pin);
        var now = time.GetUtcNow();
        var record = new TokenRecord
        {
            Id = token.Id,
            SecretHash = HashOf(token.Secret),
            CreatedAt = now,
            ExpiresAt = now + lifetime,
            MaxUses = maxUses,
            Note = note,
        };
        await store.Tokens.PruneAsync(now - s_kept, cancellationToken).ConfigureAwait(false);
        await store.Tokens.AddAsync(record, cancellationToken).ConfigureAwait(false);
        return (record, token);
    }
}
