using AcpFleet.Store.Certificates;
using Dapper;

namespace AcpFleet.Store.Sqlite;

internal sealed class SqliteCertificateStore(SqliteDatabase database) : ICertificateStore
{
    public const string Columns = "SELECT serial, node_id, token_id, public_key_hash, der, not_before, not_after, issued_at, revoked_at FROM certificates";

    public Task<IReadOnlyList<CertificateRecord>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<CertificateRecord>>(
        c => [.. c.Query<CertificateRecord>(Columns + " ORDER BY issued_at, serial")],
        cancellationToken);

    public Task<CertificateRecord?> FindAsync(string serial, CancellationToken cancellationToken) => database.ReadAsync(
        c => c.QuerySingleOrDefault<CertificateRecord>(Columns + " WHERE serial = @serial", new { serial }),
        cancellationToken);
}
