namespace AcpFleet.Cli.Terminal;

/// <summary>The marks before lines, for terminals with Unicode and for those without.</summary>
internal sealed record Glyphs
{
    public static Glyphs Unicode { get; } = new()
    {
        Pass = "✓",
        Fail = "✗",
        Unknown = "?",
        NotApplicable = "–",
        Waived = "~",
        Separator = " · ",
        Rule = "─",
        Arrow = "→",
        Spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
    };

    public static Glyphs Ascii { get; } = new()
    {
        Pass = "+",
        Fail = "x",
        Unknown = "?",
        NotApplicable = "-",
        Waived = "~",
        Separator = ", ",
        Rule = "-",
        Arrow = "->",
        Spinner = ["|", "/", "-", "\\"],
    };

    public required string Pass { get; init; }

    public required string Fail { get; init; }

    public required string Unknown { get; init; }

    public required string NotApplicable { get; init; }

    public required string Waived { get; init; }

    public required string Separator { get; init; }

    public required string Rule { get; init; }

    public required string Arrow { get; init; }

    public required IReadOnlyList<string> Spinner { get; init; }

    /// <summary>Unicode unless the locale names another charset, or the terminal is the Linux console, whose font lacks the marks.</summary>
    public static Glyphs For(Func<string, string?> environment)
    {
        if (environment("TERM") == "linux")
            return Ascii;
        var locale = LocaleChoice.Effective(environment) ?? "";
        var charset = locale.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? locale[(dot + 1)..] : "";
        return charset.Length == 0 || charset.Replace("-", "", StringComparison.Ordinal).StartsWith("utf8", StringComparison.OrdinalIgnoreCase)
            ? Unicode
            : Ascii;
    }
}
