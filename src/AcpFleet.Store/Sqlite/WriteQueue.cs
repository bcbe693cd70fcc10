using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

/// <summary>
/// Group commit: one connection writes, and whatever came while the last commit was on its way to the disk goes into
/// the next one together. Bounded: a caller waits for a place when the disk cannot follow.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    /// <summary>Writes that may wait. Each holds at most one report in memory.</summary>
    private const int Capacity = 2048;

    /// <summary>Writes in one transaction: more would make the first of them wait for too long.</summary>
    private const int LargestBatch = 512;

    private readonly Channel<IPendingWrite> _channel = Channel.CreateBounded<IPendingWrite>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly WriteBatch _batch;
    private readonly string _path;
    private readonly Task _loop;

    public WriteQueue(SqliteConnection connection, string path)
    {
        _batch = new WriteBatch(connection, path);
        _path = path;
        _loop = Task.Run(RunAsync);
    }

    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        var write = new PendingWrite<T>(work);
        try
        {
            await _channel.Writer.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException e)
        {
            throw new StoreException(StoreFailure.Closed, $"{_path} is closed: the coordinator is stopping", e);
        }

        return await write.Completion.ConfigureAwait(false);
    }

    /// <summary>Takes nothing more and waits until everything in the queue is committed.</summary>
    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _batch.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<IPendingWrite>(LargestBatch);
        while (await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < LargestBatch && _channel.Reader.TryRead(out var write))
                batch.Add(write);
            RunBatch(batch);
            batch.Clear();
        }
    }

    private void RunBatch(List<IPendingWrite> batch)
    {
        try
        {
            _batch.Run(batch);
        }
#pragma warning disable CA1031 // the queue outlives any fault: no caller may wait for ever
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (var write in batch)
                write.Fail(SqliteFaults.Explain(e, _path));
        }
    }
}
