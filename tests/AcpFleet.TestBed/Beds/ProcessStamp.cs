using System.Globalization;

namespace AcpFleet.TestBed.Beds;

/// <summary>A process that is not confused with a later one of the same id.</summary>
/// <param name="Id">Process id.</param>
/// <param name="StartedTicks">Start time in clock ticks after the machine's boot, field 22 of /proc/PID/stat.</param>
public sealed record ProcessStamp(int Id, long StartedTicks)
{
    public static ProcessStamp Current() => Of(Environment.ProcessId) ?? throw new InvalidOperationException("this process is not below /proc");

    public static ProcessStamp? Of(int id) => Started(id) is { } ticks ? new ProcessStamp(id, ticks) : null;

    public bool Runs => Started(Id) == StartedTicks;

    private static long? Started(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
            // The name, in parentheses, may hold blanks; state is the first field behind it.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
