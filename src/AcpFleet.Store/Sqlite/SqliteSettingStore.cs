using AcpFleet.Store.Settings;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

internal sealed class SqliteSettingStore(SqliteDatabase database) : ISettingStore
{
    public Task<string?> FindAsync(string name, CancellationToken cancellationToken) => database.ReadAsync(c => Find(c, name), cancellationToken);

    public Task<string> AddAsync(string name, string value, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            c.Execute("INSERT INTO settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", new { name, value });
            return Find(c, name)!;
        },
        cancellationToken);

    public Task SetAsync(string name, string value, CancellationToken cancellationToken) => database.WriteAsync(
        c => c.Execute("INSERT INTO settings (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { name, value }),
        cancellationToken);

    private static string? Find(SqliteConnection connection, string name) =>
        connection.QuerySingleOrDefault<string>("SELECT value FROM settings WHERE name = @name", new { name });
}
