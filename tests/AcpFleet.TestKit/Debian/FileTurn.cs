using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AcpFleet.TestKit.Debian;

/// <summary>flock(2): one test process at a time, the others wait. The kernel gives the turn on when its holder dies.</summary>
public sealed partial class FileTurn : IDisposable
{
    private const int ReadWriteCreateCloseOnExec = 0x2 | 0x40 | 0x80000;
    private const int Exclusive = 2;
    private readonly SafeFileHandle _file;

    public FileTurn(string path)
    {
        // Not File.OpenHandle: .NET takes a lock of its own there, which refuses at once instead of waiting.
        _file = Open(path, ReadWriteCreateCloseOnExec, 0x180);
        if (!_file.IsInvalid && FLock(_file, Exclusive) == 0)
            return;
        var error = Marshal.GetLastPInvokeErrorMessage();
        _file.Dispose();
        throw new IOException($"{path} cannot be locked: {error}");
    }

    public void Dispose() => _file.Dispose();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(SafeFileHandle file, int operation);
}
