using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>The systemd unit that a process belongs to, by its /proc/PID/cgroup.</summary>
internal static class ControlGroup
{
    private static readonly string[] Suffixes = [".service", ".scope", ".socket", ".mount", ".swap"];

    /// <summary>The first part of the path below the slices that is a unit; null: none, as for the init process.</summary>
    internal static string? UnitOf(string text)
    {
        string? unified = null;
        foreach (var line in new TextLines(text))
        {
            // "1:name=systemd:/system.slice/x.service" of the legacy hierarchy, "0::/…" of the unified one.
            var first = line.IndexOf(':');
            var second = first < 0 ? -1 : line[(first + 1)..].IndexOf(':');
            if (second < 0)
                continue;
            var controllers = line.Slice(first + 1, second);
            var path = line[(first + second + 2)..];
            if (controllers is "name=systemd" && UnitInPath(path) is { } unit)
                return unit;
            if (controllers.IsEmpty)
                unified = UnitInPath(path);
        }

        return unified;
    }

    private static string? UnitInPath(ReadOnlySpan<char> path)
    {
        while (!path.IsEmpty)
        {
            path = path.TrimStart('/');
            var end = path.IndexOf('/');
            var part = end < 0 ? path : path[..end];
            path = end < 0 ? default : path[end..];
            if (part.EndsWith(".slice"))
                continue;
            // systemd puts an underscore before names that would be read as something else.
            part = part.TrimStart('_');
            foreach (var suffix in Suffixes)
            {
                if (part.EndsWith(suffix))
                    return part is "init.scope" ? null : FactText.Name(part);
            }

            return null;
        }

        return null;
    }
}
