using System.Text;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Configuration;

/// <summary>
/// Reads a file that decides something, and what the kernel says of the very file that was read: who owns it and who may
/// read or write it.
/// </summary>
internal static class ProtectedFile
{
    private const int Cap = 64 * 1024;

    /// <summary>The text of a small file with its status, or why there is none.</summary>
    public static ReadFailure? Read(string path, out string text, out FileStatus status)
    {
        text = "";
        var descriptor = FileReader.Open(path, out status, out var failure);
        if (descriptor < 0)
            return failure;
        try
        {
            var buffer = new byte[Cap + 1];
            var length = 0;
            while (true)
            {
                var count = FileReader.ReadSome(descriptor, buffer.AsSpan(length), out failure);
                if (count < 0)
                    return failure;
                length += count;
                if (length > Cap)
                    return ReadFailure.TooLarge($"is larger than {Cap / 1024} KiB");
                if (count > 0)
                    continue;
                text = Encoding.UTF8.GetString(buffer, 0, length);
                return null;
            }
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }

    /// <summary>Why a file that decides what may be done to this node is not to be trusted, or null.</summary>
    /// <param name="status">Of the file that was read.</param>
    /// <param name="user">Whom the agent runs as: root on a node.</param>
    public static string? WhyUntrusted(FileStatus status, uint user) =>
        status.Owner != 0 && status.Owner != user ? $"is owned by user {status.Owner} instead of root"
        : (status.Mode & 0x12) != 0 ? "may be written by others than its owner" // 0022
        : null;

    /// <summary>Why a file that holds a secret is not to be used, or null.</summary>
    public static string? WhyExposed(FileStatus status, uint user) =>
        status.Owner != 0 && status.Owner != user ? $"is owned by user {status.Owner} instead of root"
        : (status.Mode & 0x3F) != 0 ? "may be read or written by others than its owner" // 0077
        : null;
}
