using System.Text;
using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Files;

/// <summary>
/// The node whose files are read: this machine ("/") or a captured tree, whose links then stay inside it.
/// Nothing here blocks on a FIFO, opens more than regular files, or reads more than it was told to.
/// </summary>
public sealed class HostRoot
{
    /// <summary>Largest configuration file that is read.</summary>
    internal const int ConfigurationCap = 1 << 20;

    /// <summary>Largest single-value file of /proc or /sys that is read.</summary>
    internal const int ValueCap = 4096;

    private const int MaxEntries = 16384;

    /// <param name="path">A directory; a relative one counts from the working directory.</param>
    /// <exception cref="ArgumentException">The path is no directory.</exception>
    public HostRoot(string path = "/")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
            throw new ArgumentException($"The root '{path}' is not a directory.", nameof(path));
        Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        IsLive = Path.Length <= 1;
    }

    /// <summary>The root's own path on this machine, without a trailing slash unless it is "/".</summary>
    public string Path { get; }

    /// <summary>True when the root is this machine, so that the kernel may be asked directly.</summary>
    public bool IsLive { get; }

    internal Outcome<string> ReadText(string path, int cap = ConfigurationCap)
    {
        var failure = Locate(path, out var located);
        return failure ?? FileReader.ReadText(located, cap);
    }

    internal Outcome<byte[]> ReadBytes(string path, int cap = ConfigurationCap)
    {
        var failure = Locate(path, out var located);
        return failure ?? FileReader.ReadBytes(located, cap);
    }

    /// <summary>The status of what the path leads to; null when there is nothing or it cannot be seen.</summary>
    internal FileStatus? StatusOf(string path)
    {
        if (Locate(path, out var located) is not null)
            return null;
        return FileStatus.OfPath(HostPath.Terminated(located), follow: true, out var status) == 0 ? status : null;
    }

    internal bool Exists(string path) => StatusOf(path) is not null;

    /// <summary>Where a symbolic link points, as written; null when the path is no link.</summary>
    internal string? LinkTarget(string path)
    {
        if (IsLive)
            return HostPath.LinkTarget(path);
        return HostPath.Resolve(Path, path, followLast: false, out var located) == 0 ? HostPath.LinkTarget(located) : null;
    }

    /// <summary>The names in a directory.</summary>
    internal DirectoryListing List(string path)
    {
        if (Locate(path, out var located) is { } failure)
            return DirectoryListing.Failed(failure);
        var names = new List<string>();
        var error = DirectoryEntries.Read(
            HostPath.Terminated(located),
            static (name, names) =>
            {
                names.Add(Encoding.UTF8.GetString(name));
                return names.Count <= MaxEntries;
            },
            names);
        if (error != 0)
        {
            return error == Errno.NotADirectory && StatusOf(path) is not null
                ? DirectoryListing.Failed(ReadFailure.Unreadable("is not a directory"))
                : DirectoryListing.Failed(ReadFailure.FromErrno(error));
        }

        if (names.Count > MaxEntries)
            return DirectoryListing.Failed(ReadFailure.TooLarge($"holds more than {MaxEntries} entries"));
        names.Sort(StringComparer.Ordinal);
        return new DirectoryListing(names, null);
    }

    /// <summary>Where the path lies on this machine, links followed below a captured root.</summary>
    internal ReadFailure? Locate(string path, out string located)
    {
        if (path.Contains('\0'))
        {
            located = "";
            return ReadFailure.Missing("the path holds a zero byte");
        }

        if (IsLive)
        {
            located = path;
            return null;
        }

        var error = HostPath.Resolve(Path, path, followLast: true, out located);
        return error == 0 ? null : ReadFailure.FromErrno(error);
    }

    public override string ToString() => Path;
}
