using AcpFleet.TestKit.Requirements;

namespace AcpFleet.TestBed.Beds;

/// <summary>A program of this machine that beds are made with.</summary>
/// <param name="Program">Its name.</param>
/// <param name="Package">The Debian package that brings it.</param>
public sealed record BedTool(string Program, string Package)
{
    /// <summary>For nodes in containers.</summary>
    public static IReadOnlyList<BedTool> ForContainers { get; } =
    [
        new("systemd-nspawn", "systemd-container"),
        new("debootstrap", "debootstrap"),
        new("ip", "iproute2"),
        new("nsenter", "util-linux"),
        new("unshare", "util-linux"),
        new("setsid", "util-linux"),
    ];

    /// <summary>For nodes in virtual machines, besides.</summary>
    public static IReadOnlyList<BedTool> ForMachines { get; } =
    [
        .. ForContainers,
        new("qemu-system-x86_64", "qemu-system-x86"),
        new("qemu-img", "qemu-utils"),
        new("mkfs.ext4", "e2fsprogs"),
    ];

    /// <summary>Says everything that is missing at once.</summary>
    /// <exception cref="BedException">Something is.</exception>
    public static void Demand(IReadOnlyList<BedTool> tools)
    {
        if (!Environment.IsPrivilegedProcess)
            throw new BedException("The test bed makes containers, mounts and a bridge, which only root may. Run it as root.");
        var missing = tools.Where(tool => !tool.IsThere).ToList();
        if (missing.Count > 0)
        {
            throw new BedException(
                $"Missing on this machine: {string.Join(", ", missing.Select(tool => tool.Program))}. "
                + $"Next: apt-get install {string.Join(' ', missing.Select(tool => tool.Package).Distinct())}");
        }
    }

    /// <summary>Skips a test where something is missing; fails it where everything must be in place.</summary>
    public static void Need(IReadOnlyList<BedTool> tools)
    {
        RequiredPart.NeedRoot();
        foreach (var tool in tools)
            RequiredPart.NeedProgram(tool.Program, $"apt-get install {tool.Package}");
    }

    private bool IsThere => (Environment.GetEnvironmentVariable("PATH") ?? "/usr/sbin:/usr/bin:/sbin:/bin")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, Program)));
}
