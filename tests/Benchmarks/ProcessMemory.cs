using System.Globalization;

namespace AcpFleet.Benchmarks;

/// <summary>Resident and proportional memory of a process, MiB, from /proc/PID/smaps_rollup.</summary>
internal sealed record ProcessMemory(double Rss, double Pss)
{
    public static ProcessMemory Of(int pid)
    {
        double rss = 0;
        double pss = 0;
        foreach (var line in File.ReadLines($"/proc/{pid}/smaps_rollup"))
        {
            if (line.StartsWith("Rss:", StringComparison.Ordinal))
                rss = Kibibytes(line);
            else if (line.StartsWith("Pss:", StringComparison.Ordinal))
                pss = Kibibytes(line);
        }

        return new ProcessMemory(rss / 1024, pss / 1024);
    }

    private static double Kibibytes(string line) =>
        double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
