using AcpFleet.Agent.Probes.Shell;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>The generated grub.cfg: its linux lines with the title of the entry they stand in.</summary>
internal static class GrubMenu
{
    private const int MaxEntries = 256;

    internal readonly record struct Entry(string? Title, string CommandLine);

    /// <summary>The entries in order. Lines of <c>set name=value</c> are added to the variables on the way.</summary>
    internal static List<Entry> Parse(string text, GrubVariables variables)
    {
        var entries = new List<Entry>();
        string? title = null;
        foreach (var line in new TextLines(text))
        {
            var command = new Fields(line);
            switch (command.Next())
            {
                case "menuentry":
                    title = FirstWord(After(line, "menuentry"));
                    break;
                case "set":
                    Remember(After(line, "set"), variables);
                    break;
                case "linux" or "linux16" or "linuxefi":
                    // The line is "linux KERNEL PARAMETERS…": what follows the kernel's file counts.
                    var kernel = command.Next();
                    if (!kernel.IsEmpty && entries.Count < MaxEntries)
                        entries.Add(new Entry(title, variables.Expand(RestAfter(line, kernel), dropUnknown: false)));
                    break;
            }
        }

        return entries;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> line, string command) =>
        line[(line.IndexOf(command) + command.Length)..].Trim(" \t");

    private static ReadOnlySpan<char> RestAfter(ReadOnlySpan<char> line, ReadOnlySpan<char> field)
    {
        line.Overlaps(field, out var offset);
        return line[(offset + field.Length)..].Trim(" \t");
    }

    // Null when a quote is not closed: a title is for people only, and such a variable is not known.
    private static string? FirstWord(ReadOnlySpan<char> text)
    {
        try
        {
            return FactText.Line(new ShellWords(text.ToString()).Word());
        }
        catch (ShellSyntaxException)
        {
            return null;
        }
    }

    private static void Remember(ReadOnlySpan<char> assignment, GrubVariables variables)
    {
        var equals = assignment.IndexOf('=');
        if (equals > 0 && FirstWord(assignment[(equals + 1)..]) is { } value)
            variables.Set(assignment[..equals].ToString(), value);
    }
}
