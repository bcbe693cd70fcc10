using AcpFleet.Store.Sqlite;
using AcpFleet.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Tests.Sqlite;

public sealed class WriteQueueTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private SqliteConnection _connection = null!;
    private WriteQueue _queue = null!;

    public Task InitializeAsync()
    {
        _connection = new SqliteConnection($"Data Source={_directory["q.db"]};Pooling=False");
        _connection.Execute("PRAGMA journal_mode = WAL; CREATE TABLE t (v INTEGER PRIMARY KEY, text TEXT)");
        _connection.Open();
        _queue = new WriteQueue(_connection, "q.db");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _queue.DisposeAsync();
        await _connection.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task WriteAsync_OneOfABatchFails_ItsNeighboursAreCommitted()
    {
        var gate = await HoldAsync();
        var before = InsertAsync(1);
        var failing = _queue.WriteAsync<int>(c => c.Execute("INSERT INTO t (v) VALUES (2)") is 1 ? throw new InvalidOperationException("mine") : 0, default);
        var duplicate = InsertAsync(1);
        var after = InsertAsync(3);
        gate.SetResult();

        (await before).ShouldBe(1);
        (await Should.ThrowAsync<InvalidOperationException>(failing)).Message.ShouldBe("mine");
        (await Should.ThrowAsync<SqliteException>(duplicate)).SqliteErrorCode.ShouldBe(SQLitePCL.raw.SQLITE_CONSTRAINT);
        (await after).ShouldBe(1);
        Stored().ShouldBe([1L, 3L]);
    }

    [Fact]
    public async Task WriteAsync_DiskFull_FailsClearlyAndKeepsWhatFits()
    {
        var pages = _connection.ExecuteScalar<int>("PRAGMA page_count");
        _connection.Execute($"PRAGMA max_page_count = {pages + 4}");
        var gate = await HoldAsync();
        var small = InsertAsync(1);
        var large = _queue.WriteAsync(c => c.Execute("INSERT INTO t (v, text) VALUES (2, hex(zeroblob(100000)))"), default);
        var other = InsertAsync(3);
        gate.SetResult();

        (await small).ShouldBe(1);
        (await other).ShouldBe(1);
        var refusal = await Should.ThrowAsync<StoreException>(large);
        refusal.Failure.ShouldBe(StoreFailure.Full);
        refusal.Message.ShouldBe("no space is left for q.db: free some; nothing of this write was kept");
        Stored().ShouldBe([1L, 3L]);
    }

    [Fact]
    public async Task WriteAsync_AfterDispose_SaysTheStoreIsClosed()
    {
        await _queue.DisposeAsync();

        (await Should.ThrowAsync<StoreException>(InsertAsync(1))).Failure.ShouldBe(StoreFailure.Closed);
    }

    [Fact]
    public async Task DisposeAsync_WritesWaiting_CommitsThemFirst()
    {
        var gate = await HoldAsync();
        var writes = Enumerable.Range(1, 100).Select(i => InsertAsync(i)).ToList();
        var closing = _queue.DisposeAsync();
        gate.SetResult();
        await closing;

        (await Task.WhenAll(writes)).ShouldAllBe(n => n == 1);
        Stored().Count.ShouldBe(100);
    }

    private Task<int> InsertAsync(int value) => _queue.WriteAsync(c => c.Execute("INSERT INTO t (v) VALUES (@value)", new { value }), default);

    /// <summary>Keeps the writer busy, so that what follows lands in one batch.</summary>
    private async Task<TaskCompletionSource> HoldAsync()
    {
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = _queue.WriteAsync(
            _ =>
            {
                entered.TrySetResult();
                gate.Task.GetAwaiter().GetResult();
                return 0;
            },
            default);
        await entered.Task;
        return gate;
    }

    private List<long> Stored() => [.. _connection.Query<long>("SELECT v FROM t ORDER BY v")];
}
