using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AcpFleet.Files;

/// <summary>Directories that must outlive a crash, and that nobody else may read.</summary>
public static partial class DirectoryEntry
{
    private const int OpenReadOnly = 0;
    private const int OpenDirectory = 0x10000; // O_DIRECTORY; the same on x86-64 only, see OpenFlags

    private static int OpenFlags => RuntimeInformation.ProcessArchitecture == Architecture.Arm64
        ? OpenReadOnly | 0x4000
        : OpenReadOnly | OpenDirectory;

    /// <summary>Makes the names in a directory durable (fsync of the directory itself).</summary>
    /// <exception cref="IOException">The directory cannot be opened or flushed.</exception>
    public static void Flush(string directory)
    {
        var descriptor = Open(directory, OpenFlags);
        if (descriptor < 0)
            throw Failure("open", directory);
        try
        {
            if (Fsync(descriptor) != 0)
                throw Failure("fsync", directory);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Creates a directory with mode 0700, or narrows an existing one that others may enter.</summary>
    public static void EnsurePrivate(string directory)
    {
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(directory, mode);
        if (File.GetUnixFileMode(directory) != mode)
            File.SetUnixFileMode(directory, mode);
    }

    private static IOException Failure(string what, string directory)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{what} of directory '{directory}' failed: {new Win32Exception(error).Message}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
