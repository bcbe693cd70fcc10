using Dapper;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

/// <summary>One database file: its lock, its one writer, and connections for reading.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly StoreLock _lock;
    private readonly SqliteConnection _writer;
    private readonly WriteQueue _queue;
    private readonly string _readConnection;

    private SqliteDatabase(string path, StoreLock @lock, SqliteConnection writer)
    {
        Path = path;
        _lock = @lock;
        _writer = writer;
        _queue = new WriteQueue(writer, path);
        _readConnection = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();
    }

    public string Path { get; }

    public static SqliteDatabase Open(string path, TimeProvider time)
    {
        MicrosecondHandler.Register();
        var @lock = StoreLock.Take(path);
        SqliteConnection? writer = null;
        try
        {
            CreateForOwnerOnly(path);
            writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            writer.Open();
            writer.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 8000");
            var check = writer.ExecuteScalar<string>("PRAGMA quick_check(1)");
            if (check != "ok")
                throw new SqliteException(check, SQLitePCL.raw.SQLITE_CORRUPT);
            SchemaUpgrade.Run(writer, path, Migrations.SchemaMigrations.All, time);
            return new SqliteDatabase(path, @lock, writer);
        }
        catch (Exception e)
        {
            writer?.Dispose();
            @lock.Dispose();
            if (SqliteFaults.Explain(e, path) is StoreException explained && explained != e)
                throw explained;
            throw;
        }
    }

    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken) => _queue.WriteAsync(work, cancellationToken);

    /// <summary>Reads one consistent state. SQLite has no asynchronous reading: this runs on the caller's thread.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var connection = OpenReader();
            using var transaction = connection.BeginTransaction(deferred: true);
            return Task.FromResult(work(connection));
        }
        catch (SqliteException e)
        {
            return Task.FromException<T>(SqliteFaults.Explain(e, Path));
        }
    }

    public SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(_readConnection);
        connection.Open();
        return connection;
    }

    /// <summary>Takes no more writes and waits for those that were taken.</summary>
    public ValueTask CloseQueueAsync() => _queue.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _queue.DisposeAsync().ConfigureAwait(false);
            using (var connection = new SqliteConnection(_readConnection))
                SqliteConnection.ClearPool(connection);
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private static void CreateForOwnerOnly(string path)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }
}
