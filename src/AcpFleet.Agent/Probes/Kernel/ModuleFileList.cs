using System.Text;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>
/// Which of the reported modules a list names: modules.dep ("path: dependencies"), modules.builtin (paths) or
/// /proc/modules ("name size …"). The first word of a line, up to a colon, is the module.
/// </summary>
internal static class ModuleFileList
{
    private const int LongestName = 64; // MODULE_NAME_LEN

    internal static HashSet<string> Parse(ReadOnlySpan<byte> list)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Span<char> name = stackalloc char[LongestName];
        while (!list.IsEmpty)
        {
            var lineEnd = list.IndexOf((byte)'\n');
            var line = lineEnd < 0 ? list : list[..lineEnd];
            list = lineEnd < 0 ? default : list[(lineEnd + 1)..];

            var end = line.IndexOfAny(" \t:"u8);
            var file = end < 0 ? line : line[..end];
            file = file[(file.LastIndexOf((byte)'/') + 1)..];
            // Thousands of lines, of which nine count: no string is made for the others.
            if (file.Length > LongestName || !Encoding.UTF8.TryGetChars(file, name, out var length))
                continue;
            var normal = ModuleNames.Normalise(name[..length]);
            if (Array.BinarySearch(ModuleNames.Reported, normal, StringComparer.Ordinal) >= 0)
                found.Add(normal);
        }

        return found;
    }
}
