using System.Globalization;

namespace AcpFleet.SystemTests.Crashes;

/// <summary>How many crashes a test makes: few in the common run, as many as wanted with ACPFLEET_CRASH_RUNS.</summary>
internal static class CrashRuns
{
    public static int Count(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("ACPFLEET_CRASH_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : usual;

    /// <summary>At most so many of a list, spread evenly, first and last included.</summary>
    public static IEnumerable<T> Spread<T>(IReadOnlyList<T> all, int most) => all.Count <= most
        ? all
        : Enumerable.Range(0, most).Select(i => all[(int)Math.Round(i * (all.Count - 1.0) / (most - 1))]).Distinct();
}
