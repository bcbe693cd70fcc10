namespace AcpFleet.Cli.Terminal;

/// <summary>
/// The last line of a terminal, rewritten in place while something goes on. Anywhere else it writes nothing: there, whoever
/// uses it writes lines that stay. Every other line must be preceded by <see cref="Clear"/>.
/// </summary>
internal sealed class StatusLine(Screen screen, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private bool _shown;

    public bool IsLive => screen.IsTerminal;

    /// <summary>Shows safe text behind a turning mark, cut to the terminal's width.</summary>
    public void Show(string text)
    {
        if (!IsLive)
            return;
        var turns = screen.Glyphs.Spinner;
        var mark = turns[(int)(time.GetElapsedTime(_start).TotalMilliseconds / 100 % turns.Count)];
        screen.Writer.Write($"\r\x1b[2K  {CellWidth.Fit($"{mark} {text}", screen.Width - 3)}");
        screen.Writer.Flush();
        _shown = true;
    }

    public void Clear()
    {
        if (!_shown)
            return;
        screen.Writer.Write("\r\x1b[2K");
        screen.Writer.Flush();
        _shown = false;
    }
}
