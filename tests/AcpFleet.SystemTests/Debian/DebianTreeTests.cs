using AcpFleet.TestKit;
using AcpFleet.TestKit.Debian;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Debian;

/// <summary>The trees that other tests stand on.</summary>
public sealed class DebianTreeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SkippableFact]
    public async Task GetAsync_ByTwoAtOnce_IsOneTreeWithoutMounts()
    {
        var both = await Task.WhenAll(DebianTree.GetAsync("bullseye"), DebianTree.GetAsync("bullseye"));

        both[0].ShouldBe(both[1]);
        File.Exists(Path.Combine(both[0], "lib/systemd/systemd")).ShouldBeTrue();
        File.ReadAllText("/proc/self/mountinfo").ShouldNotContain(DebianTree.Cache);
    }

    [SkippableFact]
    public async Task Prefix_OfATree_RunsInsideAndLeavesNothing()
    {
        var tree = await DebianTree.GetAsync("bullseye");
        var bound = _directory["bound"];
        Directory.CreateDirectory(bound);
        const string Commands = "cat /etc/debian_version; touch /written; touch \"$1/written\"; test -e /proc/self/exe; readlink /proc/self/root";

        var (code, output) = await TestProcess.RunAsync(null, TreeRoom.Prefix(tree, bound), "sh", "-euc", Commands, "sh", bound);

        code.ShouldBe(0, output);
        output.ShouldStartWith("11.");
        File.Exists(Path.Combine(bound, "written")).ShouldBeTrue();
        File.Exists(Path.Combine(tree, "written")).ShouldBeFalse();
        File.ReadAllText("/proc/self/mountinfo").ShouldNotContain("acpfleet-test");
    }
}
