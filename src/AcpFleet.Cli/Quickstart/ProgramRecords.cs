using System.Globalization;
using System.Text;
using AcpFleet.Files;

namespace AcpFleet.Cli.Quickstart;

/// <summary>
/// Which processes a run started. When this program is killed, they end by themselves a moment later (their standard input
/// ends); the next run waits for that instead of meeting their locks and ports.
/// </summary>
internal sealed class ProgramRecords(string path)
{
    private readonly List<RunningProcess> _started = [];

    public void Add(RunningProcess process)
    {
        _started.Add(process);
        var lines = _started.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Pid} {one.StartTicks}\n"));
        DurableFile.Write(path, Encoding.ASCII.GetBytes(string.Concat(lines)));
    }

    public void Clear()
    {
        _started.Clear();
        DurableFile.Delete(path);
    }

    /// <summary>Processes of an earlier run that are still there. An unreadable record counts as none.</summary>
    public IReadOnlyList<RunningProcess> Leftovers()
    {
        if (!File.Exists(path))
            return [];
        var processes = new List<RunningProcess>();
        foreach (var line in File.ReadAllLines(path))
        {
            if (line.Split(' ') is [var pid, var start]
                && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
                processes.Add(new RunningProcess(id, ticks));
        }

        return [.. processes.Where(process => process.IsAlive)];
    }
}
