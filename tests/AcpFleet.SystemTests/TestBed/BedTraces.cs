using AcpFleet.TestBed.Beds;

namespace AcpFleet.SystemTests.TestBed;

/// <summary>Whatever on this machine bears a bed's name: looked for from outside, not by the bed's own code.</summary>
internal sealed record BedTraces(IReadOnlyList<string> Processes, IReadOnlyList<string> Mounts, IReadOnlyList<string> Links, IReadOnlyList<string> Groups, IReadOnlyList<string> Files)
{
    public static BedTraces Of(BedRecord bed)
    {
        var processes = new List<string>();
        var mounts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(directory => char.IsAsciiDigit(Path.GetFileName(directory)[0])))
        {
            // A container's processes are in the bed's control groups; virtual machines and launchers name its directory.
            if (Mentions(Read($"{process}/cgroup"), $"/{bed.Id}/") || Mentions(Read($"{process}/cmdline"), bed.Directory + "/"))
                processes.Add($"{process}: {Read($"{process}/cmdline").Replace('\0', ' ')}");
            mounts.UnionWith(Read($"{process}/mountinfo").Split('\n').Where(line => Mentions(line, bed.Directory + "/")));
        }

        return new BedTraces(
            processes,
            [.. mounts],
            [.. Directory.EnumerateFileSystemEntries("/sys/class/net").Where(link => Path.GetFileName(link) == bed.Bridge || Mentions(link, $"-{bed.Id}-"))],
            [.. Directory.EnumerateDirectories("/sys/fs/cgroup", bed.Id, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 })],
            [.. FilesNamed(bed)]);
    }

    public bool AreNone => this is { Processes: [], Mounts: [], Links: [], Groups: [], Files: [] };

    public override string ToString() => string.Join('\n', [.. Processes, .. Mounts, .. Links, .. Groups, .. Files]);

    private static IEnumerable<string> FilesNamed(BedRecord bed) =>
        ((string[])[BedRecords.Root, "/run/systemd/nspawn", "/run/systemd/nspawn/propagate", "/run/systemd/nspawn/unix-export", "/run/systemd/machines", "/var/lib/machines", "/tmp"])
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFileSystemEntries)
            .Where(path => Path.GetFileName(path) is var name && (name == bed.Id || name.StartsWith(bed.Id + ".", StringComparison.Ordinal) || name.StartsWith(bed.Id + "-", StringComparison.Ordinal)));

    private static bool Mentions(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
