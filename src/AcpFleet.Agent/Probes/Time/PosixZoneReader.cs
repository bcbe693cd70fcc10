namespace AcpFleet.Agent.Probes.Time;

/// <summary>Takes a POSIX TZ text apart, from left to right.</summary>
internal sealed class PosixZoneReader(string text)
{
    private int _position;

    internal bool AtEnd => _position >= text.Length;

    internal char Peek => text[_position];

    internal bool Take(char expected)
    {
        if (AtEnd || Peek != expected)
            return false;
        _position++;
        return true;
    }

    /// <summary>Passes over a name of local time: three letters or more, or anything in angle brackets.</summary>
    internal bool Name()
    {
        var begin = _position;
        if (Take('<'))
        {
            while (!AtEnd && (char.IsAsciiLetterOrDigit(Peek) || Peek is '+' or '-'))
                _position++;
            return _position - begin >= 4 && Take('>');
        }

        while (!AtEnd && char.IsAsciiLetter(Peek))
            _position++;
        return _position - begin >= 3;
    }

    /// <summary>[+-]hh[:mm[:ss]] in seconds, or null.</summary>
    internal int? Offset(int maxHours)
    {
        var sign = Take('-') ? -1 : 1;
        if (sign == 1)
            Take('+');
        if (Number(maxHours) is not { } hours)
            return null;
        int? minutes = 0, seconds = 0;
        if (Take(':'))
        {
            minutes = Number(59);
            if (Take(':'))
                seconds = Number(59);
        }

        return minutes is null || seconds is null ? null : sign * (hours * 3600 + minutes.Value * 60 + seconds.Value);
    }

    /// <summary>Jn, n or Mm.w.d, each with an optional /time, or null.</summary>
    internal PosixZoneDay? Day()
    {
        if (Take('M'))
        {
            return Number(12) is { } month and > 0 && Take('.') && Number(5) is { } week and > 0 && Take('.') && Number(6) is { } weekday && Time() is { } time
                ? new PosixZoneDay(month, week, weekday, false, time)
                : null;
        }

        var skipsLeapDay = Take('J');
        return Number(365) is { } day && (day > 0 || !skipsLeapDay) && Time() is { } seconds
            ? new PosixZoneDay(0, 0, day, skipsLeapDay, seconds)
            : null;
    }

    private int? Time() => Take('/') ? Offset(167) : 2 * 3600;

    private int? Number(int max)
    {
        var begin = _position;
        var value = 0;
        while (!AtEnd && char.IsAsciiDigit(Peek) && _position - begin < 4)
            value = value * 10 + (text[_position++] - '0');
        return _position > begin && value <= max ? value : null;
    }
}
