using System.Globalization;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Memory;

/// <summary>The two sizes of /proc/meminfo that matter here, in bytes; null: not in it.</summary>
internal sealed record MemoryInformation(ulong? TotalBytes, ulong? SwapTotalBytes)
{
    internal static MemoryInformation Parse(string text)
    {
        ulong? total = null, swap = null;
        foreach (var line in new TextLines(text))
        {
            if (line.StartsWith("MemTotal:"))
                total = Bytes(line["MemTotal:".Length..]);
            else if (line.StartsWith("SwapTotal:"))
                swap = Bytes(line["SwapTotal:".Length..]);
        }

        return new MemoryInformation(total, swap);
    }

    private static ulong? Bytes(ReadOnlySpan<char> value)
    {
        var fields = new Fields(value);
        return ulong.TryParse(fields.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && fields.Next() is "kB" && count <= ulong.MaxValue / 1024
            ? count * 1024
            : null;
    }
}
