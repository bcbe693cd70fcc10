namespace AcpFleet.Checks.Rules;

/// <summary>
/// The forms that names take. Written out rather than as regular expressions, whose engine would be a twentieth of the
/// agent's size.
/// </summary>
internal static class TextForm
{
    private const int LongestLabel = 63;

    /// <summary>Labels of letters, digits and inner hyphens (RFC 1123 section 2.1), at least one letter in all.</summary>
    public static bool IsDomain(string text) =>
        text.Any(char.IsAsciiLetter) && Array.TrueForAll(text.Split('.'), IsLabel);

    /// <summary>At most 63 letters, digits, hyphens and dots, with a letter or digit at both ends.</summary>
    public static bool IsName(string text) =>
        text.Length is >= 1 and <= LongestLabel && HasWordEnds(text) && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.');

    /// <summary>What the kernel takes (dev_valid_name): at most 15 visible characters, no slash.</summary>
    public static bool IsInterface(string text) =>
        text.Length is >= 1 and <= 15 && text is not ("." or "..") && text.All(character => character is >= '!' and <= '~' and not '/');

    /// <summary>What useradd takes: a letter or underscore, then letters, digits, underscores, dots and hyphens, 32 in all.</summary>
    public static bool IsUser(string text) =>
        text.Length is >= 1 and <= 32 && (char.IsAsciiLetter(text[0]) || text[0] == '_')
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-');

    /// <summary>A profile's id: at most 63 lower-case letters, digits, hyphens and dots, a letter or digit first.</summary>
    public static bool IsProfileId(string text) =>
        text.Length is >= 1 and <= 63 && IsLowerOrDigit(text[0]) && text.All(character => IsLowerOrDigit(character) || character is '-' or '.');

    /// <summary>Three numbers of one to four digits with dots between them.</summary>
    public static bool IsThreePartVersion(string text) =>
        text.Split('.') is { Length: 3 } parts && Array.TrueForAll(parts, part => part.Length is >= 1 and <= 4 && part.All(char.IsAsciiDigit));

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= LongestLabel && HasWordEnds(label) && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');

    private static bool HasWordEnds(string text) => char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]);

    private static bool IsLowerOrDigit(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);
}
