namespace AcpFleet.Agent.Probes.Time;

/// <summary>
/// A rule of the POSIX TZ variable (Base Definitions 8.3, with the wider hours of RFC 9636): a standard offset and,
/// where summer time is kept, the two days of the year on which it begins and ends.
/// </summary>
/// <param name="Standard">Seconds ahead of UTC.</param>
/// <param name="Summer">Seconds ahead of UTC in summer; null: there is none.</param>
/// <param name="Begin">When summer time begins, in standard time.</param>
/// <param name="End">When it ends, in summer time.</param>
internal sealed record PosixZone(int Standard, int? Summer, PosixZoneDay? Begin, PosixZoneDay? End)
{
    /// <summary>Null when the text is no such rule.</summary>
    internal static PosixZone? Parse(string text)
    {
        var reader = new PosixZoneReader(text);
        if (!reader.Name() || reader.Offset(24) is not { } standard)
            return null;
        if (reader.AtEnd)
            return new PosixZone(-standard, null, null, null);
        if (!reader.Name())
            return null;
        var summer = standard - 3600;
        if (!reader.AtEnd && reader.Peek != ',')
        {
            if (reader.Offset(24) is not { } given)
                return null;
            summer = given;
        }

        // Without days the rule is the United States', by POSIX up to the implementation.
        if (reader.AtEnd)
            reader = new PosixZoneReader(",M3.2.0,M11.1.0");
        return reader.Take(',') && reader.Day() is { } begin && reader.Take(',') && reader.Day() is { } end && reader.AtEnd
            ? new PosixZone(-standard, -summer, begin, end)
            : null;
    }

    internal int OffsetAt(long at)
    {
        if (Summer is null)
            return Standard;
        var year = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(at, -62_000_000_000, 250_000_000_000)).Year;
        var offset = Standard;
        foreach (var transition in Transitions(year - 1, year + 1))
        {
            if (transition.At > at)
                break;
            offset = transition.Offset;
        }

        return offset;
    }

    /// <summary>The changes that begin or end summer time in the years, in order; where both fall together the beginning counts.</summary>
    internal List<ZoneTransition> Transitions(int firstYear, int lastYear)
    {
        var transitions = new List<ZoneTransition>();
        if (Summer is not { } summer)
            return transitions;
        for (var year = Math.Max(firstYear, 1); year <= lastYear; year++)
        {
            transitions.Add(new ZoneTransition(End!.In(year) - summer, Standard));
            transitions.Add(new ZoneTransition(Begin!.In(year) - Standard, summer));
        }

        // "EST5EDT,0/0,J365/25" is summer time all year: its end is at the same moment as the next beginning.
        var ordered = transitions.OrderBy(transition => transition.At).ThenBy(transition => transition.Offset == summer).ToList();
        for (var i = ordered.Count - 2; i >= 0; i--)
        {
            if (ordered[i].At == ordered[i + 1].At)
                ordered.RemoveAt(i);
        }

        return ordered;
    }
}
