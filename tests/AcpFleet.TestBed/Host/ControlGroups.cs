using System.Globalization;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.TestBed.Host;

/// <summary>
/// The control groups of a bed, one below it for each node, in every hierarchy that tracks processes: systemd's own of
/// version 1 and version 2. A node's systemd rules in its group alone, and whatever a node ever started is found there.
/// </summary>
internal sealed class ControlGroups(string bed)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Makes a node's groups.</summary>
    /// <returns>The files to which a process writes its id to enter.</returns>
    public IReadOnlyList<string> Make(string node)
    {
        var entries = new List<string>();
        foreach (var hierarchy in Hierarchies())
        {
            var group = Path.Combine(hierarchy, bed, node);
            Directory.CreateDirectory(group);
            entries.Add(Path.Combine(group, "cgroup.procs"));
        }

        return entries;
    }

    /// <summary>Ends every process of the bed, or of one node, at once, and removes the groups.</summary>
    public async Task RemoveAsync(string? node = null)
    {
        foreach (var hierarchy in Hierarchies())
        {
            var top = node is null ? Path.Combine(hierarchy, bed) : Path.Combine(hierarchy, bed, node);
            var started = TimeProvider.System.GetTimestamp();
            while (Directory.Exists(top))
            {
                Kill(top);
                if (TryRemove(top))
                    break;
                if (TimeProvider.System.GetElapsedTime(started) > Limit)
                    throw new BedException($"Processes in {top} do not end after SIGKILL: {string.Join(", ", Processes(top))}. Look at /proc/PID/stack.");
                await Task.Delay(Pause);
            }
        }
    }

    private static void Kill(string top)
    {
        foreach (var process in Processes(top))
        {
            try
            {
                Signals.Send(process, Signals.Kill9);
            }
            catch (InvalidOperationException)
            {
                // It has ended by itself.
            }
        }
    }

    private static List<int> Processes(string top)
    {
        var processes = new List<int>();
        try
        {
            foreach (var file in Directory.EnumerateFiles(top, "cgroup.procs", SearchOption.AllDirectories))
            {
                foreach (var line in File.ReadLines(file))
                    processes.Add(int.Parse(line, CultureInfo.InvariantCulture));
            }
        }
        catch (IOException)
        {
            // A group went while it was read; the next round sees what is left.
        }

        return processes;
    }

    private static bool TryRemove(string group)
    {
        try
        {
            foreach (var inner in Directory.EnumerateDirectories(group))
            {
                if (!TryRemove(inner))
                    return false;
            }

            // Not recursive: the files in it are the kernel's and go with it.
            Directory.Delete(group);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static List<string> Hierarchies()
    {
        var found = new List<string>();
        foreach (var line in File.ReadLines("/proc/self/mounts"))
        {
            var fields = line.Split(' ');
            var tracks = fields[2] == "cgroup2" || (fields[2] == "cgroup" && fields[3].Split(',').Contains("name=systemd"));
            if (tracks && fields[1].StartsWith("/sys/fs/cgroup", StringComparison.Ordinal))
                found.Add(fields[1]);
        }

        // A bed whose groups cannot be seen is not gone: say so, and keep its record.
        if (found.Count == 0)
            throw new BedException("No control group hierarchy tracks processes: neither cgroup2 nor systemd's of version 1 is mounted below /sys/fs/cgroup. Mount cgroup2 there.");
        if (found.Find(hierarchy => !Directory.Exists(hierarchy)) is { } hidden)
            throw new BedException($"{hidden} is mounted but cannot be seen: something is mounted over it ('findmnt /sys' shows it). Unmount that, then run this again.");
        return found;
    }
}
