using System.Runtime.CompilerServices;
using AcpFleet.Protocol.V1;
using AcpFleet.Store.Facts;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

internal sealed class SqliteFactsStore(SqliteDatabase database) : IFactsStore, IDisposable
{
    private const string Columns = "SELECT s.node_id, s.kind, s.digest, s.content, s.stored_at FROM sections s";

    private const string Upsert = """
        INSERT INTO sections (node_id, kind, digest, content, stored_at) VALUES (@NodeId, @Kind, @Digest, @Content, @StoredAt)
        ON CONFLICT (node_id, kind) DO UPDATE SET
            content = excluded.content,
            stored_at = iif(digest = excluded.digest, stored_at, excluded.stored_at),
            digest = excluded.digest
        """;

    private const string Touch = """
        UPDATE nodes SET last_seen_at = @At, last_sequence = iif(@Restarted OR @Sequence > last_sequence, @Sequence, last_sequence)
        WHERE id = @NodeId AND revoked_at IS NULL
        """;

    private PreparedStatement? _touch;
    private PreparedStatement? _upsert;

    public void Dispose()
    {
        _touch?.Dispose();
        _upsert?.Dispose();
    }

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

    /// <summary>On the writer's flow alone: the statements are its.</summary>
    private bool Save(SqliteConnection connection, StoredReport report)
    {
        _touch ??= new PreparedStatement(connection, Touch, "At", "Restarted", "Sequence", "NodeId");
        _upsert ??= new PreparedStatement(connection, Upsert, "NodeId", "Kind", "Digest", "Content", "StoredAt");
        if (_touch.Execute(MicrosecondHandler.ToMicroseconds(report.At), report.SequenceRestarted, unchecked((long)report.Sequence), report.NodeId) == 0)
            return false;
        foreach (var section in report.Sections)
            _upsert.Execute(section.NodeId, (int)section.Kind, section.Digest, section.Content, MicrosecondHandler.ToMicroseconds(section.StoredAt));
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
