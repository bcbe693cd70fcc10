using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AcpFleet.Store.Sqlite;

/// <summary>SQLite's faults in words that say where and what to do.</summary>
internal static class SqliteFaults
{
    public static Exception Explain(Exception exception, string path) => exception is not SqliteException sqlite ? exception : sqlite.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => new StoreException(StoreFailure.Full, $"no space is left for {path}: free some; nothing of this write was kept", sqlite),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new StoreException(
            StoreFailure.Corrupt,
            $"{path} is damaged or no database ({sqlite.Message}): stop the coordinator, keep a copy of the file and its -wal, and restore a backup or start with an empty data directory",
            sqlite),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL or raw.SQLITE_NOMEM or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => new StoreException(
            StoreFailure.InputOutput,
            $"{path} cannot be read or written ({sqlite.Message}): look at the device, the mount options and the file's owner; nothing of this write was kept",
            sqlite),
        _ => exception,
    };
}
