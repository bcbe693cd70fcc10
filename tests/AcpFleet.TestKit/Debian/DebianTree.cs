using System.Security.Cryptography;
using System.Text;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.TestKit.Debian;

/// <summary>
/// A Debian release as a directory, made by debootstrap once per machine and kept below <see cref="Cache"/>. Trees are
/// read only for everyone: who changes files works on an overlay or a copy.
/// </summary>
public static class DebianTree
{
    /// <summary>Where the trees are kept; deleting it costs the time to make them again, nothing else.</summary>
    public const string Cache = "/var/cache/acpfleet-tests";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>What every tree has: a whole systemd, and what an agent and its tests look at. ca-certificates brings the release's libssl.</summary>
    private static readonly string[] BasePackages =
        ["ca-certificates", "dbus", "iproute2", "kmod", "procps", "systemd", "systemd-sysv"];

    /// <summary>The tree of a release; the first call on a machine makes it, which takes about a minute.</summary>
    /// <param name="suite">bullseye, bookworm, trixie, …</param>
    /// <param name="extraPackages">Packages besides those that every tree has; each different set is a tree of its own.</param>
    /// <returns>Its absolute path, <c>/var/cache/acpfleet-tests/SUITE-HASH</c>.</returns>
    /// <remarks>Skips the test without root, without debootstrap, or where the archive cannot be reached.</remarks>
    public static async Task<string> GetAsync(string suite, params string[] extraPackages)
    {
        RequiredPart.NeedRoot();
        RequiredPart.NeedProgram("debootstrap", "apt-get install debootstrap");
        RequiredPart.NeedProgram("unshare", "apt-get install util-linux");
        var packages = string.Join(',', BasePackages.Union(extraPackages).Order(StringComparer.Ordinal));
        var tree = Path.Combine(Cache, $"{suite}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(packages)))[..8]}");
        if (Directory.Exists(tree))
            return tree;

        Directory.CreateDirectory(Cache);
        using var turn = await Task.Run(() => new FileTurn(tree + ".lock"));
        if (!Directory.Exists(tree))
            await MakeAsync(suite, packages, tree);
        return tree;
    }

    private static async Task MakeAsync(string suite, string packages, string tree)
    {
        var part = tree + ".part";
        if (Directory.Exists(part))
            Directory.Delete(part, recursive: true);
        var downloads = Path.Combine(Cache, "packages", suite);
        Directory.CreateDirectory(downloads);

        // In a mount namespace of its own: whatever debootstrap mounts in the tree ends with it, even if it is killed.
        await using var making = TestProcess.Start(
            ["unshare", "--mount", "--propagation", "private", "debootstrap"],
            "--variant=minbase", $"--include={packages}", $"--cache-dir={downloads}", suite, part);
        var ended = await making.ExitsAsync(Limit);
        RequiredPart.Need(
            ended && making.ExitCode == 0,
            $"a tree of Debian {suite}. debootstrap {(ended ? $"ended with {making.ExitCode}" : $"took more than {Limit.TotalMinutes:0} minutes")}, its last words:\n{Tail(making.Output)}");
        Directory.Move(part, tree);
    }

    private static string Tail(string output) => string.Join('\n', output.TrimEnd().Split('\n').TakeLast(10));
}
