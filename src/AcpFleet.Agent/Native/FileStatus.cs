using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AcpFleet.Agent.Native;

/// <summary>What the kernel says about a file: type, owner, identity, size and modification time to the nanosecond.</summary>
internal readonly record struct FileStatus(uint Mode, uint Owner, ulong Inode, long Size, long ModifiedSeconds, long ModifiedNanoseconds)
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const int EmptyPath = 0x1000;      // AT_EMPTY_PATH
    private const int NoFollow = 0x100;        // AT_SYMLINK_NOFOLLOW

    internal bool IsRegular => (Mode & 0xF000) == 0x8000;

    internal bool IsDirectory => (Mode & 0xF000) == 0x4000;

    internal bool IsLink => (Mode & 0xF000) == 0xA000;

    internal bool IsCharacterDevice => (Mode & 0xF000) == 0x2000;

    /// <summary>Changes whenever the file does: inode, size and time of the last change.</summary>
    internal string Stamp => FormattableString.Invariant($"{Inode}:{Size}:{ModifiedSeconds}.{ModifiedNanoseconds:D9}");

    /// <summary>The status of an open file, or the error number.</summary>
    internal static unsafe int OfDescriptor(int descriptor, out FileStatus status)
    {
        byte empty = 0;
        return Query(descriptor, &empty, EmptyPath, out status);
    }

    /// <summary>The status of a path on this machine, or the error number.</summary>
    internal static unsafe int OfPath(ReadOnlySpan<byte> terminatedPath, bool follow, out FileStatus status)
    {
        fixed (byte* path = terminatedPath)
            return Query(CurrentDirectory, path, follow ? 0 : NoFollow, out status);
    }

    // The kernel's own struct stat, whose layout per architecture never changes; the C library's stat() is a wrapper
    // that old versions do not export.
    private static unsafe int Query(int directory, byte* path, int flags, out FileStatus status)
    {
        const int size = 256;
        var buffer = stackalloc byte[size];
        status = default;
        var arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        if (LibC.SystemCall(arm ? 79 : 262, directory, path, buffer, flags) != 0) // newfstatat
            return Marshal.GetLastPInvokeError();
        var bytes = new ReadOnlySpan<byte>(buffer, size);
        status = new FileStatus(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[(arm ? 16 : 24)..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[(arm ? 24 : 28)..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[88..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[96..]));
        return 0;
    }
}
