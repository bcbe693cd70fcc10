using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

/// <summary>A write with its answer, given out only after the commit.</summary>
internal sealed class PendingWrite<T>(Func<SqliteConnection, T> work) : IPendingWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _completion.Task;

    public void Run(SqliteConnection connection) => _result = work(connection);

    public void Succeed() => _completion.TrySetResult(_result!);

    public void Fail(Exception exception) => _completion.TrySetException(exception);
}
