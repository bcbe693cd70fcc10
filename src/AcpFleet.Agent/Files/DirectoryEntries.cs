using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Files;

/// <summary>
/// Reads the names in a directory and asks nothing about the entries. .NET's own enumeration looks at the target of
/// every link, which below /proc/PID/fd is twice the work of what is wanted there.
/// </summary>
internal static class DirectoryEntries
{
    private const int BufferSize = 16 * 1024;
    private const int NameOffset = 19; // struct linux_dirent64: inode, offset, length, type, name

    /// <summary>Gives every name but "." and ".." as it is on the disk.</summary>
    /// <returns>0 or an error number; what came before the error was given.</returns>
    internal static unsafe int Read<TState>(ReadOnlySpan<byte> terminatedPath, EntryTaker<TState> take, TState state)
    {
        int descriptor;
        fixed (byte* path = terminatedPath)
            descriptor = LibC.Open(path, LibC.ReadOnlyNonBlocking);
        if (descriptor < 0)
            return Marshal.GetLastPInvokeError();
        try
        {
            var buffer = stackalloc byte[BufferSize];
            while (true)
            {
                var count = (int)LibC.GetEntries(descriptor, buffer, BufferSize);
                if (count <= 0)
                    return count == 0 ? 0 : Marshal.GetLastPInvokeError();
                if (!TakeAll(new ReadOnlySpan<byte>(buffer, count), take, state))
                    return 0;
            }
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }

    private static bool TakeAll<TState>(ReadOnlySpan<byte> entries, EntryTaker<TState> take, TState state)
    {
        while (entries.Length > NameOffset)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(entries[16..]);
            var name = entries[NameOffset..length];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8) && !take(name, state))
                return false;
            entries = entries[length..];
        }

        return true;
    }
}
