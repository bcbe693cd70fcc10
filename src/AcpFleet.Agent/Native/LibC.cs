using System.Runtime.InteropServices;

// Never from beside the executable.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace AcpFleet.Agent.Native;

/// <summary>
/// The C library calls that .NET has no counterpart for. Only functions that glibc 2.17 exports: <c>stat</c> and its
/// kin are not among them, so those go through <c>syscall</c>.
/// Every call that can fail sets the last error.
/// </summary>
internal static unsafe partial class LibC
{
    private const string Library = "libc.so.6";

    internal const int ReadOnlyNonBlocking = 0x800 | 0x100 | 0x80000; // O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    internal const int CloseOnExec = 0x80000;
    internal const int NonBlocking = 0x800;

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true)]
    internal static partial int Open(byte* path, int flags);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport(Library, EntryPoint = "readlink", SetLastError = true)]
    internal static partial nint ReadLink(byte* path, byte* buffer, nint size);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint SystemCall(nint number, nint directory, byte* path, byte* buffer, nint flags);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint descriptor, byte* buffer, nint size);

    /// <summary>getdents64(2), which the C library wraps only since 2.30.</summary>
    internal static nint GetEntries(int descriptor, byte* buffer, nint size) =>
        SystemCall(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 61 : 217, descriptor, buffer, size);

    /// <summary>Whom this process acts as; 0 is root.</summary>
    [LibraryImport(Library, EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();

    [LibraryImport(Library, EntryPoint = "uname", SetLastError = true)]
    internal static partial int UName(byte* buffer);

    [LibraryImport(Library, EntryPoint = "adjtimex", SetLastError = true)]
    internal static partial int AdjustTime(byte* buffer);
}
