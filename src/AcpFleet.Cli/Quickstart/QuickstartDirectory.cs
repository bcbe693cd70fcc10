using AcpFleet.Files;

namespace AcpFleet.Cli.Quickstart;

/// <summary>The data directory, held by this run alone.</summary>
internal sealed class QuickstartDirectory : IDisposable
{
    private const string LockName = "quickstart.lock";

    /// <summary>Database, logs and what they need to grow a little.</summary>
    private const long LeastFreeBytes = 32L * 1024 * 1024;

    /// <summary>The lock's own exception; those of the system carry their errno here.</summary>
    private static readonly int HeldByAnother = new IOException().HResult;

    private readonly DirectoryLock _held;

    private QuickstartDirectory(QuickstartPaths paths, bool reused, DirectoryLock held)
    {
        Paths = paths;
        IsReused = reused;
        _held = held;
    }

    public QuickstartPaths Paths { get; }

    /// <summary>An earlier run left its state: the node is enrolled already.</summary>
    public bool IsReused { get; }

    /// <summary>Creates the directory (0700) or takes over an earlier run's, and locks it.</summary>
    public static QuickstartDirectory Open(string root)
    {
        var paths = new QuickstartPaths(Path.GetFullPath(root));
        try
        {
            RefuseForeign(paths.Root);
            foreach (var directory in new[] { paths.Root, paths.Coordinator, paths.Agent, paths.Logs })
                DirectoryEntry.EnsurePrivate(directory);
            RequireSpace(paths.Root);
            var held = Lock(paths.Root);
            return new QuickstartDirectory(paths, File.Exists(paths.AgentIdentity) && File.Exists(paths.Ca), held);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliFault(ExitCode.LocalFailure, $"The data directory {paths.Root} cannot be used: {failure.Message}", "Give another one with --data-dir, or mend the cause.", failure);
        }
    }

    public void Dispose() => _held.Dispose();

    /// <summary>A directory with other things in it would get mode 0700 and strange company.</summary>
    private static void RefuseForeign(string root)
    {
        if (File.Exists(root))
            throw new CliFault(ExitCode.InvalidInput, $"{root} is a file.", "Give a directory with --data-dir.");
        if (Directory.Exists(root) && !File.Exists(Path.Combine(root, LockName)) && Directory.EnumerateFileSystemEntries(root).Any())
            throw new CliFault(ExitCode.InvalidInput, $"The directory {root} is not empty, and no earlier quickstart made it.", "Give an empty or new directory with --data-dir.");
    }

    private static void RequireSpace(string root)
    {
        var free = new DriveInfo(root).AvailableFreeSpace;
        if (free < LeastFreeBytes)
        {
            throw new CliFault(ExitCode.LocalFailure, $"Only {free / 1024} KiB are free where {root} lies; quickstart needs {LeastFreeBytes / (1024 * 1024)} MiB.",
                "Free some space, or give a directory on another disk with --data-dir.");
        }
    }

    private static DirectoryLock Lock(string root)
    {
        try
        {
            return DirectoryLock.Acquire(root, LockName);
        }
        catch (IOException busy) when (busy.HResult == HeldByAnother)
        {
            throw new CliFault(ExitCode.LocalFailure, $"Another quickstart runs on this data directory: {busy.Message}.",
                "Go to its terminal, or stop it there with Ctrl-C; for a second one beside it give another --data-dir.", busy);
        }
    }
}
