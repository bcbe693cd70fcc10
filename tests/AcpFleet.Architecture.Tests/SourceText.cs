using System.Text;
using System.Text.RegularExpressions;

namespace AcpFleet.Architecture.Tests;

/// <summary>C# source with comments and literals blanked, so that braces and words can be counted.</summary>
internal static partial class SourceText
{
    /// <summary>Names of the types that are declared outside any other type.</summary>
    public static IReadOnlyList<string> TopLevelTypes(string source)
    {
        var outer = OutsideBraces(Blank(source));
        return [.. Declaration().Matches(outer).Select(match => match.Groups["name"].Value)];
    }

    /// <summary>The text with comments, strings and character literals replaced by spaces.</summary>
    public static string Blank(string source)
    {
        var text = new StringBuilder(source.Length);
        var at = 0;
        while (at < source.Length)
        {
            var length = Skipped(source, at);
            if (length == 0) text.Append(source[at++]);
            else
            {
                text.Append(' ');
                at += length;
            }
        }

        return text.ToString();
    }

    /// <summary>How many characters a comment or literal takes that begins here; 0: none begins.</summary>
    private static int Skipped(string source, int at)
    {
        var rest = source.AsSpan(at);
        if (rest.StartsWith("//")) return Until(rest, "\n", 2);
        if (rest.StartsWith("/*")) return Until(rest, "*/", 2);
        if (rest[0] == '\'') return Quoted(rest, '\'', verbatim: false, 1);

        var prefix = 0;
        while (prefix < rest.Length && rest[prefix] is '$' or '@') prefix++;
        if (prefix >= rest.Length || rest[prefix] != '"') return 0;
        var quotes = 0;
        while (prefix + quotes < rest.Length && rest[prefix + quotes] == '"') quotes++;
        if (quotes >= 3) return Until(rest, new string('"', quotes), prefix + quotes);
        var interpolated = rest[..prefix].Contains('$');
        return interpolated ? Interpolated(rest, prefix + 1, rest[..prefix].Contains('@')) : Quoted(rest, '"', rest[..prefix].Contains('@'), prefix + 1);
    }

    private static int Until(ReadOnlySpan<char> rest, string end, int from)
    {
        var found = rest[from..].IndexOf(end);
        return found < 0 ? rest.Length : from + found + end.Length;
    }

    private static int Quoted(ReadOnlySpan<char> rest, char quote, bool verbatim, int from)
    {
        for (var at = from; at < rest.Length; at++)
        {
            if (!verbatim && rest[at] == '\\') at++;
            else if (verbatim && rest[at] == quote && at + 1 < rest.Length && rest[at + 1] == quote) at++;
            else if (rest[at] == quote) return at + 1;
        }

        return rest.Length;
    }

    /// <summary>An interpolated string ends at a quote outside its holes; a hole may hold strings of its own.</summary>
    private static int Interpolated(ReadOnlySpan<char> rest, int from, bool verbatim)
    {
        var depth = 0;
        for (var at = from; at < rest.Length; at++)
        {
            var character = rest[at];
            if (depth > 0)
            {
                if (character == '{') depth++;
                else if (character == '}') depth--;
                else if (Skipped(rest.ToString(), at) is > 0 and var inner) at += inner - 1;
            }
            else if (character == '{' && at + 1 < rest.Length && rest[at + 1] == '{') at++;
            else if (character == '{') depth = 1;
            else if (!verbatim && character == '\\') at++;
            else if (verbatim && character == '"' && at + 1 < rest.Length && rest[at + 1] == '"') at++;
            else if (character == '"') return at + 1;
        }

        return rest.Length;
    }

    private static string OutsideBraces(string source)
    {
        var text = new StringBuilder();
        var depth = 0;
        foreach (var character in source)
        {
            if (character == '}') depth--;
            if (depth == 0) text.Append(character == '}' ? ';' : character);
            if (character == '{') depth++;
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\b(?:class|interface|enum|struct|record(?:\s+(?:class|struct))?|delegate\s+[\w<>?,.\[\] ]+?)\s+(?<name>[A-Za-z_]\w*)\s*(?:<[^>;{]*>)?\s*(?=[(:{;]|where\b)")]
    private static partial Regex Declaration();
}
