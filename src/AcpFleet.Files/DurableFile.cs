using System.Security.Cryptography;

namespace AcpFleet.Files;

/// <summary>
/// Writes files so that after a crash either the old content or the new one is there, never a part: a temporary file
/// in the same directory (created exclusively), write, fsync, rename, fsync of the directory.
/// </summary>
public static class DurableFile
{
    /// <summary>Readable and writable by the owner only.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string TemporarySuffix = ".tmp";

    /// <summary>Replaces <paramref name="path"/> with <paramref name="content"/>, durably.</summary>
    /// <exception cref="IOException">The disk is full, the directory is missing, or the file cannot be written; the old content is untouched.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode = Private)
    {
        var temporary = WriteTemporary(path, content, mode);
        try
        {
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        DirectoryEntry.Flush(DirectoryOf(path));
    }

    /// <summary>Removes a file, durably; no error where there is none.</summary>
    public static void Delete(string path)
    {
        if (!File.Exists(path))
            return;
        File.Delete(path);
        DirectoryEntry.Flush(DirectoryOf(path));
    }

    /// <summary>Removes what an interrupted <see cref="Write"/> left in a directory.</summary>
    public static void RemoveLeftovers(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory, $".*{TemporarySuffix}"))
            File.Delete(file);
    }

    private static string WriteTemporary(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var name = $".{Path.GetFileName(path)}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}{TemporarySuffix}";
        var temporary = Path.Combine(DirectoryOf(path), name);
        try
        {
            using var stream = new FileStream(temporary, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                BufferSize = 0,
                UnixCreateMode = mode,
            });
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        return temporary;
    }

    private static string DirectoryOf(string path) =>
        Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new ArgumentException($"'{path}' names no file", nameof(path));
}
