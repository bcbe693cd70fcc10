using System.Text;

namespace AcpFleet.Cli.Quickstart;

/// <summary>What a program wrote: all of it in a file up to a bound, the last lines in memory for an error message.</summary>
internal sealed class OutputLog : IDisposable
{
    private const int LargestFile = 32 * 1024 * 1024;
    private const int LinesKept = 40;
    private const int LongestLine = 2000;

    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly Queue<string> _lines = new();
    private readonly StringBuilder _line = new();

    public OutputLog(string path)
    {
        _file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        Path = path;
    }

    public string Path { get; }

    /// <summary>The last lines, the oldest first.</summary>
    public IReadOnlyList<string> Tail
    {
        get
        {
            lock (_gate)
                return [.. _lines.Append(_line.ToString()).Where(line => line.Length > 0)];
        }
    }

    /// <summary>Takes everything from a stream until it ends. A full disk loses the file's rest, never the program.</summary>
    public async Task TakeAsync(Stream stream)
    {
        var buffer = new byte[8192];
        var characters = new char[8192];
        var decoder = Encoding.UTF8.GetDecoder();
        int count;
        while ((count = await ReadAsync(stream, buffer).ConfigureAwait(false)) > 0)
        {
            var length = decoder.GetChars(buffer, 0, count, characters, 0);
            lock (_gate)
            {
                Keep(buffer.AsSpan(0, count));
                KeepLines(characters.AsSpan(0, length));
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static async Task<int> ReadAsync(Stream stream, byte[] buffer)
    {
        try
        {
            return await stream.ReadAsync(buffer).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (_file.CanWrite && _file.Position < LargestFile)
                _file.Write(bytes);
        }
        catch (IOException)
        {
            _file.Dispose();
        }
    }

    private void KeepLines(ReadOnlySpan<char> characters)
    {
        foreach (var character in characters)
        {
            if (character != '\n')
            {
                if (_line.Length < LongestLine)
                    _line.Append(character);
                continue;
            }

            _lines.Enqueue(_line.ToString());
            _line.Clear();
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }
    }
}
