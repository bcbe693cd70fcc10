using System.Globalization;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Memory;

/// <summary>The areas that the kernel swaps to now: /proc/swaps.</summary>
internal static class SwapTable
{
    private const string DeletedSuffix = "\\040(deleted)";

    internal static Outcome<List<SwapArea>> Parse(string text)
    {
        if (!text.StartsWith("Filename", StringComparison.Ordinal))
            return ReadFailure.Malformed("does not begin with the line of headings");
        var areas = new List<SwapArea>();
        var lines = new TextLines(text);
        lines.MoveNext();
        while (lines.MoveNext())
        {
            var fields = new Fields(lines.Current);
            var name = fields.Next();
            if (name.IsEmpty)
                continue;
            var kind = fields.Next();
            if (!TryKibibytes(fields.Next(), out var size) || !TryKibibytes(fields.Next(), out var used))
                return ReadFailure.Malformed($"line {lines.Number}: no size where one is expected");
            if (name.EndsWith(DeletedSuffix))
                name = name[..^DeletedSuffix.Length];
            areas.Add(new SwapArea { Name = OctalEscapes.Decode(name), Kind = FactText.Name(kind), SizeBytes = size, UsedBytes = used });
        }

        areas.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return areas;
    }

    private static bool TryKibibytes(ReadOnlySpan<char> field, out ulong bytes)
    {
        var parsed = ulong.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= ulong.MaxValue / 1024;
        bytes = count * 1024;
        return parsed;
    }
}
