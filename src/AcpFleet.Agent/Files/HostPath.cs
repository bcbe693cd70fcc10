using System.Runtime.InteropServices;
using System.Text;
using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Files;

/// <summary>
/// Finds where a node's path lies below a captured root, the way chroot would: absolute links and ".." stay inside.
/// </summary>
internal static class HostPath
{
    private const int MaxLinks = 40; // the kernel's own limit
    private const int MaxLength = 4096;

    /// <summary>The path on this machine with every link followed but, when <paramref name="followLast"/> is false, the last.</summary>
    /// <returns>0 and the path, or an error number.</returns>
    internal static int Resolve(string root, string path, bool followLast, out string resolved)
    {
        var pending = new Stack<string>();
        Push(pending, path);
        var below = new List<string>();
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part == "..")
            {
                if (below.Count > 0)
                    below.RemoveAt(below.Count - 1);
                continue;
            }

            below.Add(part);
            if (pending.Count == 0 && !followLast)
                break;
            if (LinkTarget(Join(root, below)) is not { } target)
                continue;
            if (++links > MaxLinks)
            {
                resolved = "";
                return Errno.TooManyLinks;
            }

            if (target.StartsWith('/'))
                below.Clear();
            else
                below.RemoveAt(below.Count - 1);
            Push(pending, target);
        }

        resolved = Join(root, below);
        return resolved.Length < MaxLength ? 0 : Errno.NoEntry;
    }

    /// <summary>Where the link at a path of this machine points; null when it is no link or cannot be read.</summary>
    internal static unsafe string? LinkTarget(string path)
    {
        if (path.Contains('\0'))
            return null;
        var buffer = stackalloc byte[MaxLength];
        nint length;
        fixed (byte* name = Terminated(path))
            length = LibC.ReadLink(name, buffer, MaxLength);
        return length < 0 ? null : Encoding.UTF8.GetString(buffer, (int)length);
    }

    /// <summary>The path as the kernel takes it: UTF-8 and a zero.</summary>
    internal static byte[] Terminated(string path)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(path) + 1];
        Encoding.UTF8.GetBytes(path, bytes);
        return bytes;
    }

    private static string Join(string root, List<string> below) =>
        root + "/" + string.Join('/', CollectionsMarshal.AsSpan(below)!);

    private static void Push(Stack<string> pending, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] != ".")
                pending.Push(parts[i]);
        }
    }
}
