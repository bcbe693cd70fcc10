using System.Runtime.CompilerServices;
using AcpFleet.Protocol.V1;
using AcpFleet.Store.Facts;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

internal sealed class SqliteFactsStore(SqliteDatabase database) : IFactsStore
{
    private const string Columns = "SELECT s.node_id, s.kind, s.digest, s.content, s.stored_at FROM sections s";

    private const string Upsert = """
        INSERT INTO sections (node_id, kind, digest, content, stored_at) VALUES (@NodeId, @Kind, @Digest, @Content, @StoredAt)
        ON CONFLICT (node_id, kind) DO UPDATE SET
            content = excluded.content,
            stored_at = iif(digest = excluded.digest, stored_at, excluded.stored_at),
            digest = excluded.digest
        """;

    public async IAsyncEnumerable<SectionRecord> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = database.OpenReader();
        var rows = connection.QueryUnbufferedAsync<SectionRow>(Columns + " JOIN nodes n ON n.id = s.node_id WHERE n.revoked_at IS NULL ORDER BY s.node_id, s.kind");
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return row.ToRecord();
    }

    public Task<IReadOnlyList<SectionRecord>> ReadNodeAsync(string nodeId, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<SectionRecord>>(
        c => [.. c.Query<SectionRow>(Columns + " WHERE s.node_id = @nodeId ORDER BY s.kind", new { nodeId }).Select(r => r.ToRecord())],
        cancellationToken);

    public Task<bool> SaveReportAsync(StoredReport report, CancellationToken cancellationToken) => database.WriteAsync(c => Save(c, report), cancellationToken);

    private static bool Save(SqliteConnection connection, StoredReport report)
    {
        var kept = connection.Execute(
            """
            UPDATE nodes SET last_seen_at = @At, last_sequence = iif(@SequenceRestarted OR @Sequence > last_sequence, @Sequence, last_sequence)
            WHERE id = @NodeId AND revoked_at IS NULL
            """,
            new { report.At, report.SequenceRestarted, Sequence = unchecked((long)report.Sequence), report.NodeId });
        if (kept == 0)
            return false;
        foreach (var section in report.Sections)
            connection.Execute(Upsert, new { section.NodeId, Kind = (int)section.Kind, section.Digest, section.Content, section.StoredAt });
        return true;
    }

    private sealed class SectionRow
    {
        public string NodeId { get; init; } = "";

        public int Kind { get; init; }

        public byte[] Digest { get; init; } = [];

        public byte[] Content { get; init; } = [];

        public DateTimeOffset StoredAt { get; init; }

        public SectionRecord ToRecord() => new()
        {
            NodeId = NodeId,
            Kind = (SectionKind)Kind,
            Digest = Digest,
            Content = Content,
            StoredAt = StoredAt,
        };
    }
}
