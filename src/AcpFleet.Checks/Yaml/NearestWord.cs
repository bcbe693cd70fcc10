using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Yaml;

/// <summary>"Did you mean": the known word nearest to a mistyped one.</summary>
internal static class NearestWord
{
    public static LocalizedText Unknown(string kind, string kindZh, string word, IReadOnlyCollection<string> known) =>
        Find(word, known) is { } near
            ? new LocalizedText($"unknown {kind} '{word}'; did you mean '{near}'?", $"未知的{kindZh}“{word}”；是否想写“{near}”？")
            : new LocalizedText(
                $"unknown {kind} '{word}'{(known.Count is > 0 and <= 24 ? $"; known here: {string.Join(", ", known)}" : "")}",
                $"未知的{kindZh}“{word}”{(known.Count is > 0 and <= 24 ? $"；此处可用：{string.Join("、", known)}" : "")}");

    public static LocalizedText NotAllowed(string word, IReadOnlyCollection<string> allowed)
    {
        var near = Find(word, allowed);
        return new LocalizedText(
            $"'{word}' is not one of {string.Join(", ", allowed)}{(near is null ? "" : $"; did you mean '{near}'?")}",
            $"“{word}”不在允许的取值中：{string.Join("、", allowed)}{(near is null ? "" : $"；是否想写“{near}”？")}");
    }

    /// <summary>Null when none is near.</summary>
    public static string? Find(string word, IEnumerable<string> known)
    {
        if (word.Length > 80) return null;
        string? best = null;
        var least = int.MaxValue;
        foreach (var candidate in known)
        {
            var distance = Distance(Bare(word), Bare(candidate));
            if (distance <= Math.Max(1, Math.Min(word.Length, candidate.Length) / 3) && distance < least) (best, least) = (candidate, distance);
        }

        return best;
    }

    /// <summary>Letters that matter: case, dashes and underscores are what people mix up.</summary>
    private static string Bare(string word) =>
        word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Letters added, left out, replaced or swapped with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var line = 0; line <= left.Length; line++) table[line, 0] = line;
        for (var column = 0; column <= right.Length; column++) table[0, column] = column;
        for (var line = 1; line <= left.Length; line++)
        {
            for (var column = 1; column <= right.Length; column++)
            {
                var same = left[line - 1] == right[column - 1];
                var least = Math.Min(
                    Math.Min(table[line - 1, column], table[line, column - 1]) + 1,
                    table[line - 1, column - 1] + (same ? 0 : 1));
                if (line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1])
                    least = Math.Min(least, table[line - 2, column - 2] + 1);
                table[line, column] = least;
            }
        }

        return table[left.Length, right.Length];
    }
}
