using AcpFleet.Agent.Files;
using AcpFleet.Agent.Native;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>
/// Release, version, machine and node name: from uname(2) on this machine; for a captured tree from
/// /proc/sys/kernel/{osrelease,version,arch,hostname}. A kernel before 6.1 has no <c>arch</c> there: then the
/// release's suffix tells where it names one. Null: not known.
/// </summary>
internal sealed record KernelIdentity(string? Release, string? Version, string? Machine, string? NodeName)
{
    internal static KernelIdentity Read(HostRoot root)
    {
        if (root.IsLive)
        {
            return SystemIdentity.Read() is { } system
                ? new KernelIdentity(Clean(system.Release), Clean(system.Version), Clean(system.Machine), Clean(system.NodeName))
                : new KernelIdentity(null, null, null, null);
        }

        var release = Value(root, "osrelease");
        return new KernelIdentity(release, Value(root, "version"), Value(root, "arch") ?? MachineOf(release), Value(root, "hostname"));
    }

    private static string? Value(HostRoot root, string name) =>
        root.ReadText("/proc/sys/kernel/" + name, HostRoot.ValueCap).Value is { } text ? Clean(text) : null;

    private static string? Clean(string text) => text.TrimEnd() is { Length: > 0 } value ? FactText.Name(value) : null;

    private static string? MachineOf(string? release)
    {
        foreach (var machine in (ReadOnlySpan<string>)["x86_64", "aarch64"])
        {
            if (release?.EndsWith("." + machine, StringComparison.Ordinal) == true)
                return machine;
        }

        return null;
    }
}
