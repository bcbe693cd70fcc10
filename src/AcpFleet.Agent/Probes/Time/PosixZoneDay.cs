namespace AcpFleet.Agent.Probes.Time;

/// <summary>A day of the year by one of POSIX's three ways, and the time on it.</summary>
/// <param name="Month">1 to 12 for "Mm.w.d"; 0 for a day counted from the year's first.</param>
/// <param name="Week">1 to 5, where 5 is the last; with a month only.</param>
/// <param name="Day">Day of the week from Sunday, or day of the year: from 1 without 29 February ("Jn"), or from 0 with it ("n").</param>
/// <param name="SkipsLeapDay">Whether it is a "Jn".</param>
/// <param name="Seconds">After midnight, down to -167 hours and up to 167.</param>
internal sealed record PosixZoneDay(int Month, int Week, int Day, bool SkipsLeapDay, int Seconds)
{
    /// <summary>The moment in a year, in seconds since 1970 as if local time were UTC.</summary>
    internal long In(int year)
    {
        if (Month == 0)
        {
            var days = SkipsLeapDay ? Day - 1 + (DateTime.IsLeapYear(year) && Day > 59 ? 1 : 0) : Day;
            return At(year, 1, 1, days);
        }

        var first = (int)new DateTime(year, Month, 1).DayOfWeek;
        var day = (Day - first + 7) % 7 + (Week - 1) * 7;
        while (day >= DateTime.DaysInMonth(year, Month))
            day -= 7;
        return At(year, Month, 1, day);
    }

    private long At(int year, int month, int day, int daysAfter) =>
        new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() + daysAfter * 86400L + Seconds;
}
