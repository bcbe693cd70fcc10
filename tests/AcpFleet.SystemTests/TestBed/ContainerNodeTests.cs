using System.Text;
using AcpFleet.TestBed.Nodes;
using AcpFleet.TestKit;

namespace AcpFleet.SystemTests.TestBed;

/// <summary>Containers are nodes of their own: systemd, name, address, identity, journal.</summary>
[Collection(BedCollection.Name)]
public sealed class ContainerNodeTests(SharedBed bed)
{
    [SkippableFact]
    public async Task Boot_ThreeReleases_EachRunsItsOwnSystemdWithItsOwnIdentity()
    {
        var nodes = await bed.ContainersAsync();

        var identities = new List<string>();
        foreach (var (node, version) in nodes.Zip(["11", "12", "13"]))
        {
            (await node.RunAsync("/bin/sh", "-c", ". /etc/os-release; echo $VERSION_ID")).Trim().ShouldBe(version);
            (await node.RunAsync("systemctl", "is-system-running")).Trim().ShouldBe("running");
            (await node.RunAsync("hostname")).Trim().ShouldBe(node.Name);
            (await node.RunAsync("cat", "/proc/1/comm")).Trim().ShouldBe("systemd");
            identities.Add(await node.RunAsync("cat", "/etc/machine-id"));
        }

        identities.Distinct().Count().ShouldBe(3);
    }

    [SkippableFact]
    public async Task Network_EveryNode_ReachesTheOthersAndThisMachineByName()
    {
        var nodes = await bed.ContainersAsync();

        foreach (var node in nodes)
        {
            foreach (var other in (string[])[.. nodes.Where(other => other != node).Select(other => other.Name), "bed"])
                await node.RunAsync("ping", "-c", "1", "-W", "5", other);
            (await node.RunAsync("ip", "-4", "-o", "address", "show", "host0")).ShouldContain($" {node.Address}/24 ");
        }
    }

    [SkippableFact]
    public async Task Try_ProgramThatReadsWritesAndFails_ComesBackWhole()
    {
        var node = (await bed.ContainersAsync())[2];
        using var input = new MemoryStream("from the machine"u8.ToArray());

        var result = await node.TryAsync(["/bin/sh", "-c", "cat; echo to stderr >&2; pwd; env | grep -c DOTNET; exit 7"], input);

        result.ExitCode.ShouldBe(7);
        result.Output.ShouldBe("from the machine/\n0\n");
        result.Error.ShouldBe("to stderr\n");
        var failure = await Should.ThrowAsync<NodeCommandException>(() => node.RunAsync("/bin/sh", "-c", "echo why >&2; exit 3"));
        failure.Result.ExitCode.ShouldBe(3);
        failure.Message.ShouldContain("why");
    }

    [SkippableFact]
    public async Task Files_CopiedInAndOut_AreTheSameWithTheirMode()
    {
        var node = (await bed.ContainersAsync())[0];
        using var directory = new TemporaryDirectory();
        var bytes = new byte[3_000_001];
        Random.Shared.NextBytes(bytes);
        await File.WriteAllBytesAsync(directory["in"], bytes);
        File.SetUnixFileMode(directory["in"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await node.CopyInAsync(directory["in"], "/srv/some/where/file");
        await node.CopyOutAsync("/srv/some/where/file", directory["out"]);

        (await node.RunAsync("stat", "-c", "%a", "/srv/some/where/file")).Trim().ShouldBe("500");
        (await File.ReadAllBytesAsync(directory["out"])).ShouldBe(bytes);
    }

    [SkippableFact]
    public async Task Unit_WrittenAndStarted_RunsAndItsJournalIsRead()
    {
        var node = (await bed.ContainersAsync())[1];
        await node.WriteAsync("/etc/systemd/system/speaker.service", "[Service]\nExecStart=/bin/sh -c 'echo spoken; exec sleep infinity'\n");

        await node.RunAsync("systemctl", "daemon-reload");
        await node.RunAsync("systemctl", "start", "speaker");

        (await node.UnitStateAsync("speaker")).ShouldBe("active");
        await TestKit.Processes.Eventually.GetAsync(() => node.JournalAsync("speaker"), text => text.Contains("spoken", StringComparison.Ordinal), text => text);
        await node.RunAsync("systemctl", "stop", "speaker");
        (await node.UnitStateAsync("speaker")).ShouldBe("inactive");
    }

    [SkippableFact]
    public async Task CutPower_NodeThatWasWrittenTo_BootsAgainWithItsFiles()
    {
        var node = (await bed.ContainersAsync())[0];
        using var text = new MemoryStream(Encoding.UTF8.GetBytes("kept"));
        await node.WriteAsync("/var/lib/kept", text);
        var identity = await node.RunAsync("cat", "/etc/machine-id");

        await node.CutPowerAsync();
        await node.StartAsync();

        (await node.RunAsync("cat", "/var/lib/kept")).ShouldBe("kept");
        (await node.RunAsync("cat", "/etc/machine-id")).ShouldBe(identity);
        await node.RunAsync("ping", "-c", "1", "-W", "5", "debian-13");
    }
}
