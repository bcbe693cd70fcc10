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

    /// <summary>The tree of a release for this machine's architecture; the first call on a machine makes it, which takes about a minute.</summary>
    /// <param name="suite">bullseye, bookworm, trixie, …</param>
    /// <param name="extraPackages">Packages besides those that every tree has; each different set is a tree of its own.</param>
    /// <returns>Its absolute path, <c>/var/cache/acpfleet-tests/SUITE-HASH</c>.</returns>
    /// <remarks>Skips the test without root, without debootstrap, or where the archive cannot be reached.</remarks>
    public static Task<string> GetAsync(string suite, params string[] extraPackages) => GetForAsync("", suite, extraPackages);

    /// <summary>The tree of a release for arm64, made and entered through <see cref="ForeignRoom"/>; the first call takes some minutes.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public static Task<string> GetArm64Async(string suite, params string[] extraPackages)
    {
        ForeignRoom.Need();
        return GetForAsync("arm64", suite, extraPackages);
    }

    private static async Task<string> GetForAsync(string architecture, string suite, string[] extraPackages)
    {
        RequiredPart.NeedRoot();
        RequiredPart.NeedProgram("debootstrap", "apt-get install debootstrap");
        RequiredPart.NeedProgram("unshare", "apt-get install util-linux");
        var packages = string.Join(',', BasePackages.Union(extraPackages).Order(StringComparer.Ordinal));
        var tree = Path.Combine(Cache, $"{suite}{(architecture.Length == 0 ? "" : "-" + architecture)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(packages)))[..8]}");
        if (Directory.Exists(tree))
            return tree;

        Directory.CreateDirectory(Cache);
        using var turn = await Task.Run(() => new FileTurn(tree + ".lock"));
        if (!Directory.Exists(tree))
            await MakeAsync(architecture, suite, packages, tree);
        return tree;
    }

    private static async Task MakeAsync(string architecture, string suite, string packages, string tree)
    {
        var part = tree + ".part";
        if (Directory.Exists(part))
            Directory.Delete(part, recursive: true);
        var downloads = Path.Combine(Cache, "packages", suite);
        Directory.CreateDirectory(downloads);

        // In a mount namespace of its own: whatever debootstrap mounts in the tree ends with it, even if it is killed.
        string[] debootstrap = ["unshare", "--mount", "--propagation", "private", "debootstrap"];
        string[] wanted = ["--variant=minbase", $"--include={packages}", $"--cache-dir={downloads}", suite, part];
        if (architecture.Length == 0)
        {
            await RunAsync(suite, debootstrap, wanted);
        }
        else
        {
            await RunAsync(suite, debootstrap, [$"--arch={architecture}", "--foreign", .. wanted]);
            // container=lxc: devices cannot be made in a user namespace; the first stage has made them already.
            await RunAsync(suite, ForeignRoom.Prefix, ["env", "container=lxc", "chroot", part, "/debootstrap/debootstrap", "--second-stage"]);
        }

        Directory.Move(part, tree);
    }

    private static async Task RunAsync(string suite, string[] program, string[] arguments)
    {
        await using var making = TestProcess.Start(program, arguments);
        var ended = await making.ExitsAsync(Limit);
        RequiredPart.Need(
            ended && making.ExitCode == 0,
            $"a tree of Debian {suite}. debootstrap {(ended ? $"ended with {making.ExitCode}" : $"took more than {Limit.TotalMinutes:0} minutes")}, its last words:\n{Tail(making.Output)}");
    }

    private static string Tail(string output) => string.Join('\n', output.TrimEnd().Split('\n').TakeLast(10));
}
