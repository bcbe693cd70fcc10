using System.Diagnostics;

namespace AcpFleet.Benchmarks;

/// <summary>Runs a program to its end and says what it cost, its children included.</summary>
internal static class TimedRun
{
    /// <summary>Wall and CPU milliseconds. Output is thrown away.</summary>
    public static (double Wall, double Cpu) Of(params IReadOnlyList<string> program)
    {
        // bash's own accounting covers waited-for children, which the framework's Process does not.
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("TIMEFORMAT='%3R %3U %3S'; time \"$@\" > /dev/null 2>&1");
        start.ArgumentList.Add("bash");
        foreach (var argument in program)
            start.ArgumentList.Add(argument);
#pragma warning disable RS0030 // Measures whole processes; the one runner is the agent's.
        using var process = Process.Start(start)!;
#pragma warning restore RS0030
        var figures = process.StandardError.ReadToEnd().Trim().Split(' ');
        process.WaitForExit();
        var seconds = Array.ConvertAll(figures, figure => double.Parse(figure, System.Globalization.CultureInfo.InvariantCulture));
        return (seconds[0] * 1000, (seconds[1] + seconds[2]) * 1000);
    }
}
