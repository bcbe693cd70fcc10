using System.Text;

namespace AcpFleet.Checks.Yaml;

/// <summary>Text as a YAML scalar that reads back as the same text.</summary>
public static class YamlText
{
    /// <summary>Plain where that is safe, else double-quoted with escapes. Always one line.</summary>
    public static string Scalar(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text)) return text;
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\') quoted.Append('\\').Append(character);
            else if (character is < ' ' or (>= '\u007F' and <= '\u00A0') or '\u2028' or '\u2029' or >= '\uD800') quoted.Append($"\\u{(int)character:X4}");
            else quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPlain(string text) =>
        text.Length > 0
        && (char.IsAsciiLetterOrDigit(text[0]) || text[0] == '/')
        && text.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") < 0
        && YamlScalarKinds.Of(text) == YamlScalarKind.Text;
}
