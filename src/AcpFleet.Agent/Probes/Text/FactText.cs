using System.Globalization;

namespace AcpFleet.Agent.Probes.Text;

/// <summary>
/// Makes text from the node fit to be a fact: bounded, and without characters that could steer a terminal or hide
/// text on a page. What was there is marked by U+FFFD and not silently dropped.
/// </summary>
internal static class FactText
{
    /// <summary>Names, addresses, versions.</summary>
    internal const int NameCap = 256;

    /// <summary>Command lines and other long single lines: what the kernel itself allows.</summary>
    internal const int LineCap = 4096;

    private const char Replacement = '\uFFFD';

    /// <summary>One line: every control character, line ends included, is replaced; a tab by a space.</summary>
    internal static string Line(ReadOnlySpan<char> text, int cap = LineCap) => Clean(text, cap, keepLines: false);

    internal static string Name(ReadOnlySpan<char> text) => Clean(text, NameCap, keepLines: false);

    /// <summary>Several lines: line ends and tabs stay.</summary>
    internal static string Block(ReadOnlySpan<char> text, int cap) => Clean(text, cap, keepLines: true);

    private static string Clean(ReadOnlySpan<char> text, int cap, bool keepLines)
    {
        if (text.Length > cap)
            text = text[..(char.IsHighSurrogate(text[cap - 1]) ? cap - 1 : cap)];
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsFit(text, i, keepLines))
                return Replace(text, keepLines);
        }

        return text.ToString();
    }

    private static string Replace(ReadOnlySpan<char> text, bool keepLines)
    {
        var clean = text.ToArray();
        for (var i = 0; i < clean.Length; i++)
        {
            if (!IsFit(text, i, keepLines))
                clean[i] = text[i] == '\t' ? ' ' : Replacement;
        }

        return new string(clean);
    }

    private static bool IsFit(ReadOnlySpan<char> text, int index, bool keepLines)
    {
        var c = text[index];
        if (c is >= ' ' and < '\u007f')
            return true;
        if (c < ' ')
            return keepLines && c is '\n' or '\t';
        if (char.IsHighSurrogate(c))
            return index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
        if (char.IsLowSurrogate(c))
            return index > 0 && char.IsHighSurrogate(text[index - 1]);
        // Format covers the bidirectional overrides and zero-width characters.
        return CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }
}
