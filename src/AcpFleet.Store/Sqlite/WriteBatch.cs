using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AcpFleet.Store.Sqlite;

/// <summary>
/// Runs several writes in one transaction, so that they share one fsync. A write that fails is rolled back to its
/// savepoint and takes no neighbour with it; where SQLite gave up the whole transaction (full disk, I/O fault), or the
/// commit fails, each write is tried in a transaction of its own and answers for itself.
/// </summary>
internal sealed class WriteBatch(SqliteConnection connection, string path)
{
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

    private void RunTransaction(IReadOnlyList<IPendingWrite> writes, List<IPendingWrite> unanswered)
    {
        connection.Execute("BEGIN IMMEDIATE");
        foreach (var write in writes)
        {
            connection.Execute("SAVEPOINT item");
            try
            {
                write.Run(connection);
                connection.Execute("RELEASE item");
            }
#pragma warning disable CA1031 // whatever a write throws is its own answer, and nobody else's
            catch (Exception e) when (InTransaction)
#pragma warning restore CA1031
            {
                connection.Execute("ROLLBACK TO item");
                connection.Execute("RELEASE item");
                unanswered.Remove(write);
                write.Fail(SqliteFaults.Explain(e, path));
            }
        }

        connection.Execute("COMMIT");
    }

    private void RollBack()
    {
        if (InTransaction)
            connection.Execute("ROLLBACK");
    }
}
