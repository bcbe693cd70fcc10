using System.Text;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>
/// What GRUB would put for <c>$name</c> in a command line: first what grubenv holds, then what the menu sets
/// (its <c>set kernelopts=…</c> is the menu's own fallback for a grubenv without it).
/// </summary>
internal sealed class GrubVariables
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _set = new(StringComparer.Ordinal);

    /// <summary>False when a grubenv is there and could not be read: an unknown variable may then hold anything.</summary>
    internal bool EnvironmentKnown { get; set; } = true;

    internal void AddEnvironment(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
            _environment.TryAdd(name, value);
    }

    internal void Set(string name, string value) => _set[name] = value;

    /// <summary>The line with known variables replaced, at most as long as a kernel takes.</summary>
    /// <param name="line">A command line as written.</param>
    /// <param name="dropUnknown">Replace an unset variable by nothing, as GRUB does, instead of leaving its name to be seen.</param>
    internal string Expand(ReadOnlySpan<char> line, bool dropUnknown)
    {
        if (!line.Contains('$'))
            return FactText.Line(line);
        var expanded = new StringBuilder();
        for (var i = 0; i < line.Length && expanded.Length <= FactText.LineCap; i++)
        {
            if (line[i] != '$' || NameAfter(line, i, out var end) is not { } name)
            {
                expanded.Append(line[i]);
                continue;
            }

            if ((_environment.GetValueOrDefault(name) ?? _set.GetValueOrDefault(name)) is { } value)
                expanded.Append(value);
            else if (!dropUnknown || !EnvironmentKnown)
                expanded.Append(line[i..end]);
            i = end - 1;
        }

        return FactText.Line(expanded.ToString().AsSpan().Trim());
    }

    private static string? NameAfter(ReadOnlySpan<char> line, int dollar, out int end)
    {
        var braced = dollar + 1 < line.Length && line[dollar + 1] == '{';
        var begin = dollar + (braced ? 2 : 1);
        end = begin;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_'))
            end++;
        if (end == begin || char.IsAsciiDigit(line[begin]))
            return null;
        var name = line[begin..end].ToString();
        if (!braced)
            return name;
        if (end >= line.Length || line[end] != '}')
            return null;
        end++;
        return name;
    }
}
