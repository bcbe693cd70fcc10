using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AcpFleet.Agent.Probes.Time;

/// <summary>
/// What a zone does to the clock from 2000 to 2037, in one form whatever the zone is called and however its file was
/// made: the offset at the beginning and every later change of it. Files of version 1 and "fat" ones write the changes
/// out up to 2037; "slim" ones leave the latter part to their rule, which is written out here. Changes that do not
/// move the clock (of the name, or of what counts as standard time) are no changes.
/// </summary>
internal static class ZoneRules
{
    private const int FirstYear = 2000;
    private const int LastYear = 2037;

    private static readonly long Begin = new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    // Where fat files end: with the last change of 2037, not with the year.
    private static readonly long End = new DateTimeOffset(LastYear, 12, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    /// <summary>The first is what holds at the beginning of 2000.</summary>
    internal static List<ZoneTransition> Normalise(ZoneFile zone)
    {
        var last = zone.Transitions.Count == 0 ? long.MinValue : zone.Transitions[^1].At;
        var ruled = zone.Rule?.Transitions(FirstYear, LastYear).Where(transition => transition.At > last) ?? [];
        var rules = new List<ZoneTransition> { new(Begin, zone.OffsetAt(Begin)) };
        foreach (var transition in zone.Transitions.Concat(ruled))
        {
            if (transition.At > Begin && transition.At < End && transition.Offset != rules[^1].Offset)
                rules.Add(transition);
        }

        return rules;
    }

    /// <summary>SHA-256 over the normalised rules, lower-case hex. A file that counts leap seconds is another zone.</summary>
    internal static string Digest(ZoneFile zone)
    {
        var text = new StringBuilder();
        foreach (var transition in Normalise(zone))
            text.Append(CultureInfo.InvariantCulture, $"{transition.At} {transition.Offset}\n");
        if (zone.LeapSeconds > 0)
            text.Append(CultureInfo.InvariantCulture, $"leap seconds {zone.LeapSeconds}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString())));
    }
}
