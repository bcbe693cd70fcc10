using AcpFleet.Store.Scans;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

internal sealed class SqliteScanStore(SqliteDatabase database) : IScanStore
{
    private const string Columns = "SELECT id, trigger, started_at, completed_at FROM scans";

    public Task<IReadOnlyList<ScanRecord>> ListAsync(int limit, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<ScanRecord>>(
        c => [.. c.Query<ScanRow>(Columns + " ORDER BY started_at DESC, id LIMIT @limit", new { limit }).ToList().Select(r => WithNodes(c, r))],
        cancellationToken);

    public Task<ScanRecord?> FindAsync(string scanId, CancellationToken cancellationToken) => database.ReadAsync(c => Find(c, scanId), cancellationToken);

    public Task SaveAsync(ScanRecord scan, CancellationToken cancellationToken) => database.WriteAsync(c => Save(c, scan), cancellationToken);

    public Task<int> InterruptRunningAsync(DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            c.Execute(
                """
                UPDATE scan_nodes SET state = 'TimedOut'
                WHERE state IN ('Pending', 'Collecting') AND scan_id IN (SELECT id FROM scans WHERE completed_at IS NULL)
                """);
            return c.Execute("UPDATE scans SET completed_at = @at WHERE completed_at IS NULL", new { at });
        },
        cancellationToken);

    public Task<int> PruneAsync(int keep, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            const string Old = "SELECT id FROM scans WHERE completed_at IS NOT NULL ORDER BY started_at DESC, id LIMIT -1 OFFSET @keep";
            c.Execute($"DELETE FROM scan_nodes WHERE scan_id IN ({Old})", new { keep });
            return c.Execute($"DELETE FROM scans WHERE id IN ({Old})", new { keep });
        },
        cancellationToken);

    private static ScanRecord? Find(SqliteConnection connection, string scanId) =>
        connection.QuerySingleOrDefault<ScanRow>(Columns + " WHERE id = @scanId", new { scanId }) is { } row ? WithNodes(connection, row) : null;

    private static ScanRecord WithNodes(SqliteConnection connection, ScanRow row) => new()
    {
        Id = row.Id,
        Trigger = row.Trigger,
        StartedAt = row.StartedAt,
        CompletedAt = row.CompletedAt,
        Nodes =
        [
            .. connection
                .Query<ScanNodeRow>("SELECT node_id, name, state, took_ticks, changed FROM scan_nodes WHERE scan_id = @Id ORDER BY name, node_id", new { row.Id })
                .Select(n => n.ToRecord()),
        ],
    };

    private static bool Save(SqliteConnection connection, ScanRecord scan)
    {
        connection.Execute(
            """
            INSERT INTO scans (id, trigger, started_at, completed_at) VALUES (@Id, @Trigger, @StartedAt, @CompletedAt)
            ON CONFLICT (id) DO UPDATE SET completed_at = excluded.completed_at
            """,
            new { scan.Id, Trigger = scan.Trigger.ToString(), scan.StartedAt, scan.CompletedAt });
        connection.Execute(
            """
            INSERT INTO scan_nodes (scan_id, node_id, name, state, took_ticks, changed)
            VALUES (@Id, @NodeId, @Name, @State, @Took, @Changed)
            ON CONFLICT (scan_id, node_id) DO UPDATE SET state = excluded.state, took_ticks = excluded.took_ticks, changed = excluded.changed
            WHERE state <> excluded.state OR took_ticks IS NOT excluded.took_ticks OR changed <> excluded.changed
            """,
            scan.Nodes.Select(n => new { scan.Id, n.NodeId, n.Name, State = n.State.ToString(), Took = n.Took?.Ticks, Changed = string.Join(' ', n.Changed) }));
        return true;
    }

    private sealed class ScanRow
    {
        public string Id { get; init; } = "";

        public ScanTrigger Trigger { get; init; }

        public DateTimeOffset StartedAt { get; init; }

        public DateTimeOffset? CompletedAt { get; init; }
    }

    private sealed class ScanNodeRow
    {
        public string NodeId { get; init; } = "";

        public string Name { get; init; } = "";

        public ScanNodeState State { get; init; }

        public long? TookTicks { get; init; }

        public string Changed { get; init; } = "";

        public ScanNodeRecord ToRecord() => new()
        {
            NodeId = NodeId,
            Name = Name,
            State = State,
            Took = TookTicks is { } ticks ? TimeSpan.FromTicks(ticks) : null,
            Changed = Changed.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
    }
}
