namespace AcpFleet.Cli;

/// <summary>
/// An end that a person can do something about. <see cref="Exception.Message"/> says what happened and where;
/// <see cref="Next"/> what to do. Both may hold text from elsewhere and are escaped where they are shown.
/// </summary>
internal sealed class CliFault : Exception
{
    public CliFault(int exitCode, string message, string? next = null, Exception? cause = null)
        : base(message, cause)
    {
        ExitCode = exitCode;
        Next = next;
    }

    public int ExitCode { get; }

    public string? Next { get; }

    /// <summary>Further lines in full: each error of a file, the last lines of a log.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
