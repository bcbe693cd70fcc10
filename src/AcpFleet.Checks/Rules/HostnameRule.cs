using AcpFleet.Checks.Model;
using AcpFleet.Checks.Profiles;

namespace AcpFleet.Checks.Rules;

/// <summary>The guide's rule for host names (节点检查, 节点网络).</summary>
internal static class HostnameRule
{
    /// <summary>Every way in which a name breaks the rule; empty when it keeps it.</summary>
    public static IReadOnlyList<LocalizedText> Violations(string name, HostnameRequirement rule)
    {
        if (name.Length == 0) return [new LocalizedText("it is empty", "为空")];

        List<LocalizedText>? violations = null;
        if (name.Length > rule.MaxLength)
        {
            Add(new LocalizedText(
                $"it has {name.Length} characters, more than {rule.MaxLength}", $"长度为 {name.Length} 个字符，超过 {rule.MaxLength} 个"));
        }

        if (!char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1]))
            Add(new LocalizedText("it does not begin and end with a letter or digit", "未以字母或数字开头和结尾"));

        string? foreign = null;
        foreach (var character in name)
        {
            if (char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || rule.Punctuation.Contains(character)) continue;
            foreign ??= "";
            if (!foreign.Contains(character)) foreign += character;
        }

        if (foreign is not null)
        {
            Add(new LocalizedText(
                $"it holds '{Visible(foreign)}', and only lower-case letters, digits and {Quoted(rule.Punctuation)} are allowed",
                $"含有“{Visible(foreign)}”，而仅允许小写字母、数字和 {Quoted(rule.Punctuation)}"));
        }

        foreach (var sequence in rule.ForbiddenSequences)
        {
            if (name.Contains(sequence, StringComparison.Ordinal)) Add(new LocalizedText($"it holds '{sequence}'", $"含有“{sequence}”"));
        }

        return violations ?? [];

        void Add(LocalizedText violation) => (violations ??= []).Add(violation);
    }

    private static string Quoted(string punctuation) => string.Join(" ", punctuation.Select(character => $"'{character}'"));

    /// <summary>Printable ASCII as it is, anything else by its code point: the name is whatever a node reports.</summary>
    private static string Visible(string characters) =>
        string.Concat(characters.Select(character => character is > ' ' and <= '~' ? character.ToString() : $"U+{(int)character:X4}"));
}
