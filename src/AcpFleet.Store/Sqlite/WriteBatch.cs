using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AcpFleet.Store.Sqlite;

/// <summary>
/// Runs several writes in one transaction, so that they share one fsync. A write that fails is rolled back to its
/// savepoint and takes no neighbour with it; where SQLite gave up the whole transaction (full disk, I/O fault), or the
/// commit fails, each write is tried in a transaction of its own and answers for itself.
/// </summary>
internal sealed class WriteBatch(SqliteConnection connection, string path) : IDisposable
{
    private readonly PreparedStatement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly PreparedStatement _commit = new(connection, "COMMIT");
    private readonly PreparedStatement _save = new(connection, "SAVEPOINT item");
    private readonly PreparedStatement _release = new(connection, "RELEASE item");

    private bool InTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    public void Run(IReadOnlyList<IPendingWrite> writes)
    {
        var unanswered = new List<IPendingWrite>(writes);
        try
        {
            RunTransaction(writes, unanswered);
        }
        catch (SqliteException e)
        {
            RollBack();
            if (unanswered.Count == 1)
                unanswered[0].Fail(SqliteFaults.Explain(e, path));
            else
                unanswered.ForEach(write => Run([write]));
            return;
        }

        unanswered.ForEach(write => write.Succeed());
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _save.Dispose();
        _release.Dispose();
    }

    private void RunTransaction(IReadOnlyList<IPendingWrite> writes, List<IPendingWrite> unanswered)
    {
        _begin.Execute();
        foreach (var write in writes)
        {
            _save.Execute();
            try
            {
                write.Run(connection);
                _release.Execute();
            }
#pragma warning disable CA1031 // whatever a write throws is its own answer, and nobody else's
            catch (Exception e) when (InTransaction)
#pragma warning restore CA1031
            {
                connection.Execute("ROLLBACK TO item");
                _release.Execute();
                unanswered.Remove(write);
                write.Fail(SqliteFaults.Explain(e, path));
            }
        }

        _commit.Execute();
    }

    private void RollBack()
    {
        if (InTransaction)
            connection.Execute("ROLLBACK");
    }
}
