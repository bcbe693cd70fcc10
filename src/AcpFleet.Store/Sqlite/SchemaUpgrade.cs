using AcpFleet.Store.Sqlite.Migrations;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

/// <summary>Brings a database to the newest schema, one step per transaction; refuses one that is not ours or newer.</summary>
internal static class SchemaUpgrade
{
    /// <summary>"ACPF": tells our databases from any other SQLite file (PRAGMA application_id).</summary>
    private const int ApplicationId = 0x41435046;

    public static void Run(SqliteConnection connection, string path, IReadOnlyList<Migration> migrations, TimeProvider time)
    {
        var application = connection.ExecuteScalar<int>("PRAGMA application_id");
        var tables = connection.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema");
        if (application != ApplicationId && (application != 0 || tables != 0))
            throw new StoreException(StoreFailure.Corrupt, $"{path} is an SQLite database, but not AcpFleet's: name another data directory");

        // The mark and the first table in one transaction: a crash between them would leave a database that is nobody's.
        using (var transaction = connection.BeginTransaction())
        {
            connection.Execute($"PRAGMA application_id = {ApplicationId}", transaction: transaction);
            connection.Execute(
                "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
                transaction: transaction);
            transaction.Commit();
        }

        var present = connection.ExecuteScalar<int>("SELECT coalesce(max(version), 0) FROM schema_version");
        var known = migrations[^1].Version;
        if (present > known)
        {
            throw new StoreException(
                StoreFailure.NewerSchema,
                $"{path} was written by a newer AcpFleet (schema {present}, this program knows up to {known}): run the newer program, or restore a backup made before the upgrade");
        }

        foreach (var migration in migrations.Where(m => m.Version > present))
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(migration.Sql, transaction: transaction);
            connection.Execute(
                "INSERT INTO schema_version (version, name, applied_at) VALUES (@Version, @Name, @At)",
                new { migration.Version, migration.Name, At = time.GetUtcNow() },
                transaction);
            transaction.Commit();
        }
    }
}
