namespace AcpFleet.Checks.Rules;

/// <summary>A node's words within a message: one line, not too long. They stay untrusted; whoever shows them escapes them.</summary>
internal static class Shown
{
    private const int Longest = 160;

    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "\"\"";
        var shown = text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
        return shown.AsSpan().IndexOfAny('\n', '\r', '\t') < 0 ? shown : shown.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
    }

    /// <summary>
    /// A node's words as one argument of a command that a person may paste into a shell: quoted unless every character is
    /// harmless. A package or unit can be named anything.
    /// </summary>
    public static string Argument(string? text)
    {
        var shown = Text(text);
        return shown.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+:@%/,-") < 0
            ? shown
            : $"'{shown.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
