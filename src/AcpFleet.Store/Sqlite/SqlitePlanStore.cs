using AcpFleet.Store.Plans;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

internal sealed class SqlitePlanStore(SqliteDatabase database) : IPlanStore
{
    public Task<PlanRecord?> FindAsync(CancellationToken cancellationToken) => database.ReadAsync(Newest, cancellationToken);

    public Task<PlanRecord> SaveAsync(string name, string text, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            if (Newest(c) is { } newest && newest.Text == text && newest.Name == name)
                return newest;
            c.Execute("INSERT INTO plans (name, text, stored_at) VALUES (@name, @text, @at)", new { name, text, at });
            return Newest(c)!;
        },
        cancellationToken);

    private static PlanRecord? Newest(SqliteConnection connection) =>
        connection.QuerySingleOrDefault<PlanRow>("SELECT version, name, text, stored_at FROM plans ORDER BY version DESC LIMIT 1") is { } row
            ? new PlanRecord(row.Version, row.Name, row.Text, row.StoredAt)
            : null;

    private sealed class PlanRow
    {
        public long Version { get; init; }

        public string Name { get; init; } = "";

        public string Text { get; init; } = "";

        public DateTimeOffset StoredAt { get; init; }
    }
}
