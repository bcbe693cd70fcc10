using System.Security.Cryptography;
using AcpFleet.Store.Certificates;
using AcpFleet.Store.Tokens;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

internal sealed class SqliteTokenStore(SqliteDatabase database) : ITokenStore
{
    private const string Columns = "SELECT id, secret_hash, created_at, expires_at, max_uses, uses, revoked_at, note FROM tokens";

    public Task AddAsync(TokenRecord token, CancellationToken cancellationToken) => database.WriteAsync(
        c => c.Execute(
            """
            INSERT INTO tokens (id, secret_hash, created_at, expires_at, max_uses, uses, revoked_at, note)
            VALUES (@Id, @SecretHash, @CreatedAt, @ExpiresAt, @MaxUses, @Uses, @RevokedAt, @Note)
            """,
            token),
        cancellationToken);

    public Task<IReadOnlyList<TokenRecord>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<TokenRecord>>(
        c => [.. c.Query<TokenRecord>(Columns + " ORDER BY created_at DESC, id")],
        cancellationToken);

    public Task<TokenRecord?> RevokeAsync(string tokenId, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            c.Execute("UPDATE tokens SET revoked_at = @at WHERE id = @tokenId AND revoked_at IS NULL", new { tokenId, at });
            return Find(c, tokenId);
        },
        cancellationToken);

    public Task<TokenUseResult> LookAsync(TokenUse use, CancellationToken cancellationToken) => database.ReadAsync(c => Judge(c, use), cancellationToken);

    public Task<TokenUseResult> SpendAsync(TokenUse use, CertificateRecord candidate, NewNode node, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            var result = Judge(c, use);
            return result.Verdict == TokenVerdict.Usable ? Issue(c, use, candidate, node) : result;
        },
        cancellationToken);

    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) => database.WriteAsync(
        c => c.Execute("DELETE FROM tokens WHERE expires_at < @before", new { before }),
        cancellationToken);

    private static TokenUseResult Judge(SqliteConnection connection, TokenUse use)
    {
        var token = Find(connection, use.TokenId);
        if (token is null || !CryptographicOperations.FixedTimeEquals(token.SecretHash, use.SecretHash))
            return new TokenUseResult(TokenVerdict.Unknown, null);
        var refusal = token.RefusalAt(use.At);
        if (refusal is TokenVerdict.Revoked or TokenVerdict.Expired)
            return new TokenUseResult(refusal.Value, null);
        var former = connection.QuerySingleOrDefault<CertificateRecord>(
            SqliteCertificateStore.Columns + " WHERE token_id = @TokenId AND public_key_hash = @PublicKeyHash AND revoked_at IS NULL",
            new { use.TokenId, use.PublicKeyHash });
        return former is not null
            ? new TokenUseResult(TokenVerdict.AlreadyIssued, former)
            : new TokenUseResult(refusal ?? TokenVerdict.Usable, null);
    }

    private static TokenUseResult Issue(SqliteConnection connection, TokenUse use, CertificateRecord candidate, NewNode node)
    {
        connection.Execute("UPDATE tokens SET uses = uses + 1 WHERE id = @TokenId", new { use.TokenId });
        connection.Execute(
            """
            INSERT INTO nodes (id, hostname, machine_id, agent_version, address, enrolled_at)
            VALUES (@NodeId, @Hostname, @MachineId, @AgentVersion, @Address, @At)
            """,
            new { candidate.NodeId, node.Hostname, node.MachineId, node.AgentVersion, node.Address, use.At });
        connection.Execute(
            """
            INSERT INTO certificates (serial, node_id, token_id, public_key_hash, der, not_before, not_after, issued_at)
            VALUES (@Serial, @NodeId, @TokenId, @PublicKeyHash, @Der, @NotBefore, @NotAfter, @IssuedAt)
            """,
            candidate);
        return new TokenUseResult(TokenVerdict.Issued, candidate);
    }

    private static TokenRecord? Find(SqliteConnection connection, string tokenId) =>
        connection.QuerySingleOrDefault<TokenRecord>(Columns + " WHERE id = @tokenId", new { tokenId });
}
