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

    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++) row[column] = column;
        for (var line = 1; line <= left.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= right.Length; column++)
            {
                var above = row[column];
                row[column] = Math.Min(
                    Math.Min(above, row[column - 1]) + 1,
                    diagonal + (left[line - 1] == right[column - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
