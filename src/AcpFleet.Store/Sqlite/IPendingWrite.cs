using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

/// <summary>A write in the queue. It may be run more than once, each time from the same stored state.</summary>
internal interface IPendingWrite
{
    void Run(SqliteConnection connection);

    /// <summary>The commit that holds it is durable.</summary>
    void Succeed();

    void Fail(Exception exception);
}
