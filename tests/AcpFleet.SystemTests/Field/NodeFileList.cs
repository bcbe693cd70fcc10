using AcpFleet.TestBed.Nodes;

namespace AcpFleet.SystemTests.Field;

/// <summary>Every file of a node but what the system itself writes as it runs: journal, logs, package manager's records, caches.</summary>
internal static class NodeFileList
{
    private const string Script = """
        find / -xdev \( -path /run -o -path /tmp -o -path /root -o -path /var/log -o -path /var/cache -o -path /var/lib/dpkg -o -path /var/lib/rpm -o -path /var/lib/systemd/timers \) \
          -prune -o -type d -printf '%p %M %u:%g\n' -o -printf '%p %M %u:%g %s %l\n' | grep -v '^/etc/[a-z]*- ' | LC_ALL=C sort
        """;

    /// <summary>Path, mode, owner, size and target of each; with <paramref name="times"/>, when it was written too.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(Node node, bool times = false)
    {
        var script = times ? Script.Replace("%s %l", "%s %l %T@", StringComparison.Ordinal) : Script;
        return (await node.RunAsync("/bin/sh", "-c", script)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What differs, one line each: - was there, + is there.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        [.. before.Except(after).Select(line => "- " + line), .. after.Except(before).Select(line => "+ " + line)];
}
