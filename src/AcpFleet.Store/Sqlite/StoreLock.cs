using System.Globalization;
using System.Text;

namespace AcpFleet.Store.Sqlite;

/// <summary>
/// One writing process per database. The lock file is held with flock (FileShare.None), so it goes with the process,
/// however that ends; the process id stands in a file of its own, for a locked file cannot be read.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _pidPath;

    private StoreLock(FileStream file, string pidPath) => (_file, _pidPath) = (file, pidPath);

    public static StoreLock Take(string databasePath)
    {
        var pidPath = databasePath + ".pid";
        FileStream file;
        try
        {
            file = new FileStream(databasePath + ".lock", OwnerOnly(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new StoreException(StoreFailure.InUse, $"{databasePath} is in use by {HolderOf(pidPath)}: stop that coordinator, or name another data directory", e);
        }

        using var pid = new FileStream(pidPath, OwnerOnly(FileMode.Create, FileShare.Read));
        pid.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        return new StoreLock(file, pidPath);
    }

    public void Dispose()
    {
        File.Delete(_pidPath);
        _file.Dispose();
    }

    private static FileStreamOptions OwnerOnly(FileMode mode, FileShare share) => new()
    {
        Mode = mode,
        Access = FileAccess.ReadWrite,
        Share = share,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };

    private static string HolderOf(string pidPath)
    {
        try
        {
            return $"process {File.ReadAllText(pidPath)}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
