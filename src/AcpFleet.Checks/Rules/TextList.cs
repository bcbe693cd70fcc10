using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Rules;

/// <summary>Several texts as one, in both languages.</summary>
internal static class TextList
{
    /// <summary>Items that are named before "and N more".</summary>
    public const int Longest = 12;

    public static LocalizedText Sentences(IReadOnlyList<LocalizedText> parts) => parts.Count == 1
        ? parts[0]
        : new LocalizedText(string.Join("; ", parts.Select(part => part.En)), string.Join("；", parts.Select(part => part.Zh)));

    /// <summary>Names, numbers, paths: the same in both languages but for what joins them.</summary>
    public static LocalizedText Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        var shown = all.Count > Longest ? all.GetRange(0, Longest) : all;
        var more = all.Count - shown.Count;
        return new LocalizedText(
            string.Join(", ", shown) + (more > 0 ? $" and {more} more" : ""),
            string.Join("、", shown) + (more > 0 ? $" 等共 {all.Count} 项" : ""));
    }

    /// <summary>Like <see cref="Names"/>, for items that are told differently in the two languages.</summary>
    public static LocalizedText Items(IReadOnlyList<LocalizedText> items)
    {
        var more = items.Count - Longest;
        var shown = items.Take(Longest).ToList();
        return new LocalizedText(
            string.Join("; ", shown.Select(item => item.En)) + (more > 0 ? $"; and {more} more" : ""),
            string.Join("；", shown.Select(item => item.Zh)) + (more > 0 ? $"；另有 {more} 项" : ""));
    }
}
