using AcpFleet.TestBed.Nodes;

namespace AcpFleet.SystemTests.Field;

/// <summary>dpkg or rpm on a node.</summary>
internal sealed class PackageTool(string format, Node node)
{
    /// <summary>rpm keeps a database of its own in a Debian tree, in which nothing of the tree stands: hence --nodeps.</summary>
    private static readonly string[] Rpm = ["rpm", "--force-debian", "--nodeps"];

    public string Format { get; } = format;

    /// <summary>Installs package files at once: a first time, up or down.</summary>
    public async Task InstallAsync(params IReadOnlyList<string> files)
    {
        var there = files.Select(file => "/root/" + Path.GetFileName(file)).ToList();
        foreach (var (file, path) in files.Zip(there))
            await node.CopyInAsync(file, path);
        // Configuration that was edited stays, and nobody is asked.
        await node.RunAsync(Format == "deb" ? ["dpkg", "--force-confold", "--install", .. there] : [.. Rpm, "--upgrade", "--oldpackage", .. there]);
        await node.RunAsync(["rm", .. there]);
    }

    public Task RemoveAsync(params string[] names) => node.RunAsync(Format == "deb" ? ["dpkg", "--remove", .. names] : [.. Rpm, "--erase", .. names]);

    /// <summary>rpm knows no purge; these are the commands of docs/packaging.md.</summary>
    public async Task PurgeAsync(params string[] names)
    {
        if (Format == "deb")
        {
            await node.RunAsync(["dpkg", "--purge", .. names]);
            return;
        }

        await node.RunAsync("rm", "-rf", "/etc/acpfleet-agent", "/var/lib/acpfleet-agent", "/etc/acpfleet", "/var/lib/acpfleet");
        await node.RunAsync("userdel", "acpfleet");
    }
}
