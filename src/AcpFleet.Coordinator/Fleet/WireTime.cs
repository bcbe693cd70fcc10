using Google.Protobuf.WellKnownTypes;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>Times from the wire: a peer may put anything in them, and the library throws where they cannot be.</summary>
internal static class WireTime
{
    private const int LargestNanos = 999_999_999;

    private static readonly long s_first = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long s_last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>False when it is absent or no time between the years 1 and 9999.</summary>
    public static bool TryRead(Timestamp? timestamp, out DateTimeOffset time)
    {
        time = default;
        if (timestamp is null || timestamp.Seconds < s_first || timestamp.Seconds > s_last || timestamp.Nanos is < 0 or > LargestNanos)
            return false;
        time = timestamp.ToDateTimeOffset();
        return true;
    }

    public static DateTimeOffset? Read(Timestamp? timestamp) => TryRead(timestamp, out var time) ? time : null;

    /// <summary>Null when it is absent, negative, or longer than a day.</summary>
    public static TimeSpan? Read(Duration? duration) =>
        duration is { Seconds: >= 0 and <= 86_400, Nanos: >= 0 and <= LargestNanos } ? duration.ToTimeSpan() : null;
}
