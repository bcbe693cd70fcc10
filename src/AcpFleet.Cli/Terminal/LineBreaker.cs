using System.Text;

namespace AcpFleet.Cli.Terminal;

/// <summary>
/// Breaks one line of safe text into lines of a width: between words, between Chinese characters (never before a closing
/// or after an opening mark), and inside a word that is wider than the line after its last separator that fits.
/// </summary>
internal static class LineBreaker
{
    private const string NotAtStart = "、。，．：；！？）】》」』〉〕］｝”’…·,.;:!?)]}%";
    private const string NotAtEnd = "（【《「『〈〔［｛“‘([{";
    private const string Separators = "/-_=,.:;|&?";

    public static IReadOnlyList<string> Break(string text, int width)
    {
        width = Math.Max(width, 8);
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var unit in Units(text))
        {
            var rest = unit;
            var trimmed = CellWidth.Of(rest.TrimEnd(' '));
            if (used > 0 && used + trimmed > width)
            {
                lines.Add(line.ToString().TrimEnd(' '));
                line.Clear();
                used = 0;
            }

            while (CellWidth.Of(rest.TrimEnd(' ')) > width)
            {
                var head = HeadThatFits(rest, width);
                lines.Add(head);
                rest = rest[head.Length..];
            }

            line.Append(rest);
            used += CellWidth.Of(rest);
        }

        if (line.Length > 0 || lines.Count == 0)
            lines.Add(line.ToString().TrimEnd(' '));
        return lines;
    }

    /// <summary>Pieces that stay together; spaces belong to the piece before them.</summary>
    private static IEnumerable<string> Units(string text)
    {
        var unit = new StringBuilder();
        Rune? previous = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (previous is { } before && MayBreak(before, rune))
            {
                yield return unit.ToString();
                unit.Clear();
            }

            unit.Append(rune.ToString());
            previous = rune;
        }

        if (unit.Length > 0)
            yield return unit.ToString();
    }

    private static bool MayBreak(Rune before, Rune after)
    {
        if (after.Value == ' ')
            return false;
        if (before.Value == ' ')
            return true;
        if (CellWidth.Of(before) < 2 && CellWidth.Of(after) < 2)
            return false;
        return !NotAtStart.Contains(after.ToString(), StringComparison.Ordinal) && !NotAtEnd.Contains(before.ToString(), StringComparison.Ordinal);
    }

    private static string HeadThatFits(string word, int width)
    {
        var used = 0;
        var end = 0;
        var afterSeparator = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            used += CellWidth.Of(rune);
            if (used > width)
                break;
            end += rune.Utf16SequenceLength;
            if (used > width / 2 && rune.IsAscii && Separators.Contains((char)rune.Value, StringComparison.Ordinal))
                afterSeparator = end;
        }

        return word[..(afterSeparator > 0 ? afterSeparator : end)];
    }
}
