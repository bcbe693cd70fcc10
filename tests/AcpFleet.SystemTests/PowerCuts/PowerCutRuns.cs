using System.Globalization;

namespace AcpFleet.SystemTests.PowerCuts;

/// <summary>How many power cuts a test makes, few in the common run, more with ACPFLEET_POWER_CUTS, and when.</summary>
internal static class PowerCutRuns
{
    /// <summary>How far the moments reach beyond the end of what is cut.</summary>
    private const double Beyond = 1.15;

    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ACPFLEET_POWER_CUTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 2;

    /// <summary>Random moments, one in each of so many equal parts of the time, a little beyond its end included, in random order.</summary>
    public static IReadOnlyList<TimeSpan> Moments(TimeSpan duration, Random random)
    {
        var moments = Enumerable.Range(0, Count).Select(part => duration * Beyond * ((part + random.NextDouble()) / Count)).ToArray();
        random.Shuffle(moments);
        return moments;
    }
}
