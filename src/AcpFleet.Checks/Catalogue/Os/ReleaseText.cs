namespace AcpFleet.Checks.Catalogue.Os;

/// <summary>What release files say in prose: "CentOS Linux release 7.9.2009 (Core)", "release V10 (SP3) /(Lance)-x86_64".</summary>
internal static class ReleaseText
{
    /// <summary>The dotted version behind the word "release", with at least two numbers; null when there is none.</summary>
    public static string? VersionAfterRelease(string text)
    {
        const string word = "release";
        for (var at = 0; (at = text.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += word.Length)
        {
            if (!IsEdge(text, at - 1)) continue;
            var start = at + word.Length;
            while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
            var end = start;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
            var version = text[start..end].TrimEnd('.');
            if (start > at + word.Length && Rules.DottedVersion.Parse(version) is { Length: > 1 }) return version;
        }

        return null;
    }

    /// <summary>The numbers of every <c>SP3</c> or <c>SP 3</c>: one digit each, apart from other letters and digits.</summary>
    public static IEnumerable<int> ServicePacks(string text)
    {
        for (var at = 0; (at = text.IndexOf("SP", at, StringComparison.OrdinalIgnoreCase)) >= 0; at += 2)
        {
            if (at > 0 && char.IsAsciiLetter(text[at - 1])) continue;
            var digit = at + 2;
            if (digit < text.Length && text[digit] == ' ') digit++;
            if (digit < text.Length && char.IsAsciiDigit(text[digit]) && (digit + 1 == text.Length || !char.IsAsciiDigit(text[digit + 1])))
                yield return text[digit] - '0';
        }
    }

    /// <summary>Whether the text holds a word, without regard to case.</summary>
    public static bool HoldsWord(string text, string word)
    {
        for (var at = 0; (at = text.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += word.Length)
        {
            if (IsEdge(text, at - 1) && IsEdge(text, at + word.Length)) return true;
        }

        return false;
    }

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]);
}
