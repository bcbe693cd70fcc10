using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Memory;

/// <summary>The swap entries of fstab(5), whatever their options: one that is not activated at boot is still configured.</summary>
internal static class FileSystemTable
{
    internal readonly record struct SwapEntry(string What, int Line);

    internal static List<SwapEntry> SwapEntries(string text)
    {
        var entries = new List<SwapEntry>();
        var lines = new TextLines(text);
        while (lines.MoveNext())
        {
            var fields = new Fields(lines.Current);
            var what = fields.Next();
            if (what.IsEmpty || what[0] == '#')
                continue;
            fields.Next(); // the mount point, "none" or "swap"
            if (fields.Next() is "swap")
                entries.Add(new SwapEntry(OctalEscapes.Decode(what), lines.Number));
        }

        return entries;
    }
}
