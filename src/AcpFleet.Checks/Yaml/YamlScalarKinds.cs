using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Yaml;

/// <summary>YAML 1.2's core schema (section 10.3.2) for plain scalars.</summary>
internal static class YamlScalarKinds
{
    public static YamlScalarKind Of(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlScalarKind.Boolean,
        ".inf" or ".Inf" or ".INF" or "-.inf" or "-.Inf" or "-.INF" or "+.inf" or "+.Inf" or "+.INF"
            or ".nan" or ".NaN" or ".NAN" => YamlScalarKind.Float,
        _ => Number(text),
    };

    public static LocalizedText Name(YamlScalarKind kind) => kind switch
    {
        YamlScalarKind.Null => new LocalizedText("nothing (null)", "空值（null）"),
        YamlScalarKind.Boolean => new LocalizedText("true or false", "布尔值"),
        YamlScalarKind.Integer => new LocalizedText("a whole number", "整数"),
        YamlScalarKind.Float => new LocalizedText("a number", "数字"),
        _ => new LocalizedText("text", "文本"),
    };

    private static YamlScalarKind Number(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
            return text.Length > 2 && text.AsSpan(2).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0 ? YamlScalarKind.Integer : YamlScalarKind.Text;
        if (text.StartsWith("0o", StringComparison.Ordinal))
            return text.Length > 2 && text.AsSpan(2).IndexOfAnyExcept("01234567") < 0 ? YamlScalarKind.Integer : YamlScalarKind.Text;

        var at = text[0] is '-' or '+' ? 1 : 0;
        var whole = Digits(text, ref at);
        if (at == text.Length) return whole > 0 ? YamlScalarKind.Integer : YamlScalarKind.Text;

        var fraction = 0;
        if (text[at] == '.')
        {
            at++;
            fraction = Digits(text, ref at);
        }

        if (whole + fraction == 0) return YamlScalarKind.Text;
        if (at < text.Length && text[at] is ('e' or 'E'))
        {
            at++;
            if (at < text.Length && text[at] is ('-' or '+')) at++;
            if (Digits(text, ref at) == 0) return YamlScalarKind.Text;
        }

        return at == text.Length ? YamlScalarKind.Float : YamlScalarKind.Text;
    }

    private static int Digits(string text, ref int at)
    {
        var from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return at - from;
    }
}
