using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Files;

/// <summary>
/// Reads whole regular files up to a cap. Opened without blocking, so that a FIFO or a device in a file's place is
/// refused and never waited for; the first 4 KiB go over the stack, since a file of /proc seldom holds more.
/// </summary>
internal static class FileReader
{
    private const int FirstBuffer = 4096;

    internal static unsafe Outcome<string> ReadText(string path, int cap)
    {
        var first = stackalloc byte[FirstBuffer];
        var failure = Read(path, cap, new Span<byte>(first, FirstBuffer), out var length, out var rented);
        if (failure is not null)
            return failure;
        try
        {
            var bytes = rented is null ? new ReadOnlySpan<byte>(first, length) : rented.AsSpan(0, length);
            if (bytes.StartsWith("\uFEFF"u8))
                bytes = bytes[3..];
            return Encoding.UTF8.GetString(bytes); // invalid bytes become U+FFFD
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    internal static unsafe Outcome<byte[]> ReadBytes(string path, int cap)
    {
        var first = stackalloc byte[FirstBuffer];
        var failure = Read(path, cap, new Span<byte>(first, FirstBuffer), out var length, out var rented);
        if (failure is not null)
            return failure;
        if (rented is null)
            return new ReadOnlySpan<byte>(first, length).ToArray();
        var bytes = rented.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(rented);
        return bytes;
    }

    /// <summary>Opens a regular file for streaming reads.</summary>
    /// <returns>The descriptor, which the caller closes, or -1 and why.</returns>
    internal static unsafe int Open(string path, out FileStatus status, out ReadFailure? failure)
    {
        status = default;
        int descriptor, error;
        fixed (byte* name = HostPath.Terminated(path))
        {
            do
            {
                descriptor = LibC.Open(name, LibC.ReadOnlyNonBlocking);
                error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
            }
            while (error == Errno.Interrupted);
        }

        if (descriptor < 0)
        {
            // A socket, or a FIFO's or device's driver that is not there, answers ENXIO.
            failure = error == Errno.NoDeviceOrAddress ? ReadFailure.Unreadable("is not a regular file") : ReadFailure.FromErrno(error);
            return -1;
        }

        error = FileStatus.OfDescriptor(descriptor, out status);
        failure = error != 0 ? ReadFailure.FromErrno(error)
            : status.IsDirectory ? ReadFailure.Unreadable("is a directory")
            : !status.IsRegular ? ReadFailure.Unreadable("is not a regular file")
            : null;
        if (failure is null)
            return descriptor;
        _ = LibC.Close(descriptor);
        return -1;
    }

    /// <summary>Reads what is there now, at most the buffer; 0 at the end, negative with the failure.</summary>
    internal static unsafe int ReadSome(int descriptor, Span<byte> buffer, out ReadFailure? failure)
    {
        failure = null;
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = (int)LibC.Read(descriptor, start, buffer.Length);
                if (count >= 0)
                    return count;
                var error = Marshal.GetLastPInvokeError();
                if (error == Errno.Interrupted)
                    continue;
                failure = error == Errno.TryAgain ? ReadFailure.Unreadable("has nothing to read yet") : ReadFailure.FromErrno(error);
                return -1;
            }
        }
    }

    private static ReadFailure? Read(string path, int cap, Span<byte> first, out int length, out byte[]? rented)
    {
        length = 0;
        rented = null;
        var descriptor = Open(path, out var status, out var failure);
        if (descriptor < 0)
            return failure;
        try
        {
            if (status.Size > cap)
                return TooLarge(cap);
            var target = first;
            while (true)
            {
                if (length == target.Length)
                {
                    // Full: more room, always one byte beyond the cap so that "too large" is seen.
                    var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(cap + 1L, Math.Max(status.Size + 1, length * 4L)));
                    target[..length].CopyTo(larger);
                    if (rented is not null)
                        ArrayPool<byte>.Shared.Return(rented);
                    rented = larger;
                    target = larger;
                }

                var count = ReadSome(descriptor, target[length..], out failure);
                if (count < 0)
                    return Drop(failure, ref rented);
                length += count;
                if (length > cap)
                    return Drop(TooLarge(cap), ref rented);
                // Files of /proc and /sys say size 0 or 4096 whatever they hold: only the end itself is the end.
                if (count == 0)
                    return null;
            }
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }

    private static ReadFailure? Drop(ReadFailure? failure, ref byte[]? rented)
    {
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        rented = null;
        return failure;
    }

    private static ReadFailure TooLarge(int cap) => ReadFailure.TooLarge($"is larger than the {cap / 1024} KiB that are read of such a file");
}
