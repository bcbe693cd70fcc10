using System.Globalization;
using System.Runtime.InteropServices;

namespace AcpFleet.Cli.Quickstart;

/// <summary>A process by its id and the moment it started (clock ticks since boot), so that a reused id is not taken for it.</summary>
internal readonly partial record struct RunningProcess(int Pid, long StartTicks)
{
    private const int SigTerm = 15;

    public bool IsAlive => StartOf(Pid) == StartTicks;

    /// <summary>The process with that id now, or null.</summary>
    public static RunningProcess? Of(int pid) => StartOf(pid) is { } start ? new RunningProcess(pid, start) : null;

    /// <summary>Asks it to end (SIGTERM); nothing happens when it has ended.</summary>
    public void Terminate()
    {
        if (IsAlive)
            _ = Kill(Pid, SigTerm);
    }

    private static long? StartOf(int pid)
    {
        try
        {
            // proc(5): the program's name in brackets may hold anything, so fields are counted from the last bracket;
            // state is the third field, the start time the twenty-second. A zombie has ended.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
