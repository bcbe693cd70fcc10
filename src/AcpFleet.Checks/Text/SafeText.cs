using System.Globalization;
using System.Text;

namespace AcpFleet.Checks.Text;

/// <summary>
/// The one way from text that a node, a coordinator or a file wrote to a terminal. Whatever a terminal could obey, or an eye
/// could not see, becomes a visible escape: control characters and ESC (<c>\n</c>, <c>\x1B</c>), bidirectional overrides and
/// other invisible format characters (<c>\u{202E}</c>), line separators, lone surrogates, private-use characters, and
/// combining marks beyond what any script stacks. The result is one line.
/// </summary>
public static class SafeText
{
    /// <summary>Marks that one letter may carry: enough for Vietnamese and Thai, too few to paint over other lines.</summary>
    private const int MarkLimit = 4;

    /// <summary>Letters by category that show nothing: the Hangul fillers.</summary>
    private static ReadOnlySpan<char> BlankLetters => ['\u115F', '\u1160', '\u3164', '\uFFA0'];

    /// <summary>The text as one visible line.</summary>
    /// <param name="limit">Characters kept of the input; what is cut is counted at the end.</param>
    public static string Of(string? text, int limit = int.MaxValue)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text.Length <= limit && IsPlain(text))
            return text;
        var safe = new StringBuilder(text.Length + 16);
        var marks = 0;
        var position = 0;
        while (position < text.Length && position < limit)
        {
            var valid = Rune.TryGetRuneAt(text, position, out var rune);
            var category = valid ? Rune.GetUnicodeCategory(rune) : UnicodeCategory.Surrogate;
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (!valid)
                AppendEscape(safe, text[position]);
            else if (IsVisible(rune, category) && marks <= MarkLimit)
                safe.Append(rune.ToString());
            else
                AppendEscape(safe, rune.Value);
            position += valid ? rune.Utf16SequenceLength : 1;
        }

        if (position < text.Length)
            safe.Append(CultureInfo.InvariantCulture, $"… (+{text.Length - position})");
        return safe.ToString();
    }

    /// <summary>Each line of the text made safe by itself.</summary>
    public static IEnumerable<string> Lines(string? text) =>
        (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => Of(line));

    private static bool IsPlain(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
                return false;
        }

        return true;
    }

    private static bool IsVisible(Rune rune, UnicodeCategory category) => category switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        UnicodeCategory.OtherLetter => !rune.IsBmp || !BlankLetters.Contains((char)rune.Value),
        _ => true,
    };

    private static void AppendEscape(StringBuilder safe, int value)
    {
        _ = value switch
        {
            '\n' => safe.Append("\\n"),
            '\r' => safe.Append("\\r"),
            '\t' => safe.Append("\\t"),
            <= 0xFF => safe.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}"),
            _ => safe.Append(CultureInfo.InvariantCulture, $"\\u{{{value:X4}}}"),
        };
    }
}
