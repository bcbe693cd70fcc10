using System.Globalization;
using AcpFleet.Agent.Files;

namespace AcpFleet.Agent.Probes.Time;

/// <summary>
/// Which time service runs. The control groups of the known units answer at once; only when none of them runs are all
/// processes looked through for one started by hand, and that not at every collection.
/// </summary>
internal sealed class SyncService(HostRoot root, TimeProvider timeProvider)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(5);

    // Unified, hybrid and legacy hierarchy.
    private static readonly string[] ControlGroups = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/sys/fs/cgroup/systemd"];

    private static readonly string[] Units =
        ["chronyd", "chrony", "ntpd", "ntp", "ntpsec", "openntpd", "systemd-timesyncd"];

    private int _startedByHand;
    private long? _looked;

    /// <summary>chronyd, ntpd or systemd-timesyncd; null: none runs.</summary>
    internal string? Running()
    {
        foreach (var hierarchy in ControlGroups)
        {
            if (root.StatusOf(hierarchy + "/system.slice") is not { IsDirectory: true })
                continue;
            foreach (var unit in Units)
            {
                if (root.ReadText($"{hierarchy}/system.slice/{unit}.service/cgroup.procs", HostRoot.ValueCap).Value is { } text
                    && InGroup(text) is { } service)
                {
                    return service;
                }
            }

            break;
        }

        if (_startedByHand > 0 && ServiceOf(_startedByHand) is { } known)
            return known;
        return _looked is { } at && timeProvider.GetElapsedTime(at) < LookAgain ? null : Look();
    }

    /// <summary>The service that a process of that name is; the kernel cuts names after 15 characters.</summary>
    internal static string? ServiceOf(ReadOnlySpan<char> comm) => comm switch
    {
        "chronyd" => "chronyd",
        "ntpd" or "openntpd" => "ntpd",
        "systemd-timesyn" or "systemd-timesyncd" => "systemd-timesyncd",
        _ => null,
    };

    private string? InGroup(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && ServiceOf(pid) is { } service)
                return service;
        }

        return null;
    }

    private string? Look()
    {
        _startedByHand = 0;
        foreach (var name in root.List("/proc").Names)
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) || ServiceOf(pid) is not { } service)
                continue;
            _startedByHand = pid;
            return service;
        }

        _looked = timeProvider.GetTimestamp();
        return null;
    }

    private string? ServiceOf(int pid) =>
        root.ReadText($"/proc/{pid}/comm", HostRoot.ValueCap).Value is { } comm ? ServiceOf(comm.AsSpan().TrimEnd('\n')) : null;
}
