using System.Text;

namespace AcpFleet.Files;

/// <summary>One process at a time in a directory: an advisory lock that the kernel releases when the process ends, however it ends.</summary>
public sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _stream;

    private DirectoryLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock, writing the process id into it for people.</summary>
    /// <exception cref="IOException">Another process holds it; the message names its process id.</exception>
    public static DirectoryLock Acquire(string directory, string name = "lock")
    {
        var path = Path.Combine(directory, name);
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new IOException($"'{directory}' is in use by another process{Holder(path)}; stop that one first, or give another directory");
        }

        stream.SetLength(0);
        stream.Write(Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
        stream.Flush();
        return new DirectoryLock(stream);
    }

    public void Dispose() => _stream.Dispose();

    private static string Holder(string path)
    {
        // .NET's own sharing check applies to readers too, so the holder is read with the share it allows: by /proc.
        try
        {
            var inode = new FileInfo(path).FullName;
            foreach (var process in Directory.EnumerateDirectories("/proc"))
            {
                if (!int.TryParse(Path.GetFileName(process), out var pid) || pid == Environment.ProcessId)
                    continue;
                if (Holds(process, inode))
                    return $" (pid {pid})";
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The name of the holder is a courtesy.
        }

        return "";
    }

    private static bool Holds(string process, string path)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Any(descriptor => File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.FullName == path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
