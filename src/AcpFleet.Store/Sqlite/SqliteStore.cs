using AcpFleet.Store.Certificates;
using AcpFleet.Store.Facts;
using AcpFleet.Store.Findings;
using AcpFleet.Store.Nodes;
using AcpFleet.Store.Plans;
using AcpFleet.Store.Scans;
using AcpFleet.Store.Settings;
using AcpFleet.Store.Tokens;

namespace AcpFleet.Store.Sqlite;

/// <summary>The store in one SQLite file (WAL, synchronous=FULL, one writer with group commit).</summary>
public sealed class SqliteStore : IFleetStore
{
    private readonly SqliteDatabase _database;
    private readonly SqliteFactsStore _facts;

    private SqliteStore(SqliteDatabase database)
    {
        _database = database;
        Nodes = new SqliteNodeStore(database);
        _facts = new SqliteFactsStore(database);
        Findings = new SqliteFindingStore(database);
        Tokens = new SqliteTokenStore(database);
        Certificates = new SqliteCertificateStore(database);
        Scans = new SqliteScanStore(database);
        Plans = new SqlitePlanStore(database);
        Settings = new SqliteSettingStore(database);
    }

    public INodeStore Nodes { get; }

    public IFactsStore Facts => _facts;

    public IFindingStore Findings { get; }

    public ITokenStore Tokens { get; }

    public ICertificateStore Certificates { get; }

    public IScanStore Scans { get; }

    public IPlanStore Plans { get; }

    public ISettingStore Settings { get; }

    /// <summary>Opens or creates the database, checks it, and brings its schema up to date.</summary>
    /// <param name="path">The file; its directory must exist. Beside it come -wal, -shm, .lock and .pid.</param>
    /// <exception cref="StoreException">In use, newer, damaged, full, or unreadable.</exception>
    public static SqliteStore Open(string path, TimeProvider time) => new(SqliteDatabase.Open(path, time));

    public Task PassAsync(CancellationToken cancellationToken) => _database.WriteAsync(static _ => true, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _database.CloseQueueAsync().ConfigureAwait(false);
            _facts.Dispose();
        }
        finally
        {
            await _database.DisposeAsync().ConfigureAwait(false);
        }
    }
}
