namespace AcpFleet.Daemon;

/// <summary>Whether standard error is the journal: then lines begin with a syslog priority and need no time of their own (sd-daemon(3)).</summary>
public static class JournalStream
{
    public static bool IsStandardError() => Matches(Environment.GetEnvironmentVariable("JOURNAL_STREAM"), LinkOf("/proc/self/fd/2"));

    /// <param name="journalStream">DEVICE:INODE, as systemd sets it (systemd.exec(5)); it stays set where standard error was redirected later.</param>
    /// <param name="standardError">What the descriptor's link in /proc says: <c>socket:[INODE]</c>.</param>
    public static bool Matches(string? journalStream, string? standardError)
    {
        var colon = journalStream?.IndexOf(':') ?? -1;
        return colon > 0 && colon + 1 < journalStream!.Length && standardError == $"socket:[{journalStream[(colon + 1)..]}]";
    }

    private static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
