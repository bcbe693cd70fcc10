using AcpFleet.Files;

namespace AcpFleet.Agent.Identity;

/// <summary>The agent's state directory, held by this process alone.</summary>
internal sealed class StateDirectory : IDisposable
{
    private readonly DirectoryLock _held;

    private StateDirectory(string path, DirectoryLock held)
    {
        Path = path;
        _held = held;
    }

    public string Path { get; }

    /// <summary>What the coordinator has acknowledged.</summary>
    public string Acknowledged => System.IO.Path.Combine(Path, "acknowledged");

    /// <summary>Directory of the reports without acknowledgement.</summary>
    public string Spool => SpoolOf(Path);

    public static string SpoolOf(string path) => System.IO.Path.Combine(path, "spool");

    /// <summary>Creates it where it is missing (0700), locks it, and clears away what an interrupted write left.</summary>
    /// <exception cref="IOException">Another agent runs on it, or it cannot be used.</exception>
    public static StateDirectory Open(string path)
    {
        DirectoryEntry.EnsurePrivate(path);
        var held = DirectoryLock.Acquire(path);
        try
        {
            DurableFile.RemoveLeftovers(path);
            return new StateDirectory(path, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose() => _held.Dispose();
}
