using System.CommandLine.Parsing;
using System.Globalization;

namespace AcpFleet.Cli.Commands;

/// <summary>Durations as people write them: a whole number and s, m or h.</summary>
internal static class DurationParser
{
    public static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (TryParse(text, out var duration))
            return duration;
        result.AddError($"'{text}' is not a time: write a whole number and s, m or h, for example 90s, 30m, 24h.");
        return default;
    }

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        TimeSpan? parsed = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
        duration = parsed ?? default;
        return parsed is not null;
    }
}
