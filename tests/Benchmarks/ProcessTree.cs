using System.Globalization;

namespace AcpFleet.Benchmarks;

/// <summary>A process with all that it has started: some agents are several processes.</summary>
internal static class ProcessTree
{
    /// <summary>Resident and proportional memory, summed. Shared pages count once per process in RSS, once in all in PSS.</summary>
    public static ProcessMemory Memory(int root)
    {
        double rss = 0;
        double pss = 0;
        foreach (var process in Of(root))
        {
            var memory = ProcessMemory.Of(process);
            rss += memory.Rss;
            pss += memory.Pss;
        }

        return new ProcessMemory(rss, pss);
    }

    /// <summary>Seconds on a CPU so far, of all threads (/proc/PID/task/*/schedstat, nanoseconds).</summary>
    public static double CpuSeconds(int root) =>
        Of(root).SelectMany(process => Directory.GetDirectories($"/proc/{process}/task"))
            .Sum(task => double.Parse(File.ReadAllText($"{task}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture)) / 1e9;

    private static List<int> Of(int root)
    {
        var found = new List<int> { root };
        for (var next = 0; next < found.Count; next++)
        {
            var children = File.ReadAllText($"/proc/{found[next]}/task/{found[next]}/children");
            found.AddRange(children.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture)));
        }

        return found;
    }
}
