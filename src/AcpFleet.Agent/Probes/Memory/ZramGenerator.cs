using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Systemd;

namespace AcpFleet.Agent.Probes.Memory;

/// <summary>
/// Swap on compressed memory that systemd's zram-generator sets up at boot: zram-generator.conf of the first directory
/// that has one, then the drop-ins. Without the generator itself the files do nothing and are not reported.
/// </summary>
internal static class ZramGenerator
{
    private const string FileName = "zram-generator.conf";

    private static readonly string[] Directories = ["/etc/systemd", "/run/systemd", "/usr/local/lib/systemd", "/usr/lib/systemd", "/lib/systemd"];

    private static readonly string[] Programs =
    [
        "/usr/lib/systemd/system-generators/zram-generator", "/lib/systemd/system-generators/zram-generator",
        "/usr/local/lib/systemd/system-generators/zram-generator", "/etc/systemd/system-generators/zram-generator",
    ];

    internal readonly record struct Device(string Name, string Source, int Line);

    internal static bool IsInstalled(HostRoot root) => Array.Exists(Programs, program => root.StatusOf(program) is { IsRegular: true });

    /// <summary>The files that count, in the order in which their settings apply.</summary>
    internal static List<string> Files(HostRoot root)
    {
        var files = new List<string>();
        if (Array.Find(Directories, directory => root.LinkTarget($"{directory}/{FileName}") is not null || root.Exists($"{directory}/{FileName}")) is { } main)
            files.Add($"{main}/{FileName}");

        var dropIns = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var directory in Directories)
        {
            foreach (var name in root.List($"{directory}/{FileName}.d").Names)
            {
                if (name.EndsWith(".conf", StringComparison.Ordinal))
                    dropIns.TryAdd(name, $"{directory}/{FileName}.d/{name}");
            }
        }

        files.AddRange(dropIns.Values);
        files.RemoveAll(file => root.LinkTarget(file) == "/dev/null");
        return files;
    }

    /// <summary>The devices that become swap: a section with a mount point or a file system is none, nor is one of size 0.</summary>
    internal static List<Device> SwapDevices(IEnumerable<(string Path, string Text)> files)
    {
        var devices = new SortedDictionary<string, Device>(StringComparer.Ordinal);
        var others = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, text) in files)
        {
            foreach (var setting in UnitText.Parse(text))
            {
                if (!setting.Section.StartsWith("zram", StringComparison.Ordinal))
                    continue;
                devices.TryAdd(setting.Section, new Device(setting.Section, path, setting.Line));
                if (setting.Key is "mount-point" or "fs-type" or "zram-size")
                    Note(others, setting, IsNoSwap(setting));
            }
        }

        return [.. devices.Values.Where(device => !others.Contains(device.Name + "/mount-point")
            && !others.Contains(device.Name + "/fs-type") && !others.Contains(device.Name + "/zram-size"))];
    }

    private static bool IsNoSwap(UnitText.Setting setting) => setting.Key switch
    {
        "mount-point" => setting.Value.Length > 0,
        "fs-type" => setting.Value is not ("" or "swap"),
        _ => setting.Value == "0",
    };

    private static void Note(HashSet<string> others, UnitText.Setting setting, bool noSwap)
    {
        var key = $"{setting.Section}/{setting.Key}";
        if (noSwap)
            others.Add(key);
        else
            others.Remove(key);
    }
}
