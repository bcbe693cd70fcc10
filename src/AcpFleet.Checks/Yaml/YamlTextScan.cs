using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Yaml;

/// <summary>
/// Refuses what a YAML parser reads differently from a person: tabs that indent, control characters (a NUL ends the
/// text silently), unusual line breaks.
/// </summary>
internal static class YamlTextScan
{
    /// <returns>Whether the text may be parsed.</returns>
    public static bool Accept(string text, YamlLimits limits, YamlErrorList errors)
    {
        if (text.Length > limits.MaxCharacters)
        {
            errors.Add(1, 1, "", new LocalizedText(
                $"the text has {text.Length} characters; at most {limits.MaxCharacters} are read",
                $"文本有 {text.Length} 个字符，最多读取 {limits.MaxCharacters} 个"));
            return false;
        }

        var before = errors.Count;
        int line = 1, start = 0;
        var indenting = true;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            switch (character)
            {
                case '\n' or '\r':
                    if (character == '\r' && at + 1 < text.Length && text[at + 1] == '\n') at++;
                    line++;
                    start = at + 1;
                    indenting = true;
                    continue;
                case '\t' when indenting:
                    errors.Add(line, at - start + 1, "", new LocalizedText(
                        "a tab indents this line; YAML is indented with spaces", "此行以制表符缩进；YAML 必须用空格缩进"));
                    indenting = false;
                    continue;
                case ' ':
                    continue;
                case '\uFEFF' when at == 0:
                    continue;
            }

            indenting = false;
            if (Refused(text, at))
            {
                errors.Add(line, at - start + 1, "", new LocalizedText(
                    $"the character U+{(int)character:X4} is not allowed", $"不允许出现字符 U+{(int)character:X4}"));
            }
        }

        return errors.Count == before;
    }

    private static bool Refused(string text, int at)
    {
        var character = text[at];
        if (char.IsHighSurrogate(character)) return at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1]);
        if (char.IsLowSurrogate(character)) return at == 0 || !char.IsHighSurrogate(text[at - 1]);
        return character is (< ' ' and not '\t') or (>= '\u007F' and <= '\u009F') or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
    }
}
