using AcpFleet.Agent.Tests.Facts;
using AcpFleet.Agent.Tests.Programs;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Robustness;

/// <summary>
/// What the agent does on a live node only, where it may start programs: in a mount namespace of the test's own whose
/// /usr/bin holds scripts in the place of nkvers and systemctl, which this machine does not have or cannot use.
/// </summary>
public sealed class LiveRootTests : IDisposable
{
    private const string Unit = "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SkippableFact]
    public async Task Facts_KylinsVersionProgram_IsAskedAndQuoted()
    {
        var sections = await FactsAsync("nkvers", "echo 'release V10 (SP3) /(Lance)-x86_64-Build23/20230324'");

        sections[0].Os.ReleaseFiles.Single(file => file.Path == "nkvers").Text.ShouldBe("release V10 (SP3) /(Lance)-x86_64-Build23/20230324\n");
    }

    [SkippableFact]
    public async Task Facts_KylinsVersionProgramFails_IsNamed()
    {
        var sections = await FactsAsync("nkvers", "echo broken >&2; exit 3");

        var failure = sections[0].Status.Failures.ShouldHaveSingleItem();
        failure.Source.ShouldBe("/usr/bin/nkvers");
        failure.Reason.ShouldBe(Reason.ProgramFailed);
        failure.Detail.ShouldBe("exited with code 3: broken");
        failure.Fields.ShouldBe(["release_files"]);
    }

    [SkippableFact]
    public async Task Facts_ControlGroupsNotVisible_AsksSystemctl()
    {
        var network = (await FactsAsync("systemctl", "[ \"$2\" = systemd-resolved.service ] && echo ActiveState=activating"))[2];

        network.Network.Resolver.ResolvedUnitFileState.ShouldBe("disabled");
        network.Network.Resolver.ResolvedActiveState.ShouldBe("activating");
    }

    [SkippableFact]
    public async Task Facts_SystemctlFails_IsNamedAndTheRestArrives()
    {
        var network = (await FactsAsync("systemctl", "echo 'Failed to connect to bus' >&2; exit 1"))[2];

        var failure = network.Status.Failures.ShouldHaveSingleItem();
        failure.Source.ShouldStartWith("systemctl show systemd-resolved.service");
        failure.Reason.ShouldBe(Reason.ProgramFailed);
        failure.Fields.ShouldBe(["resolver.resolved_active_state"]);
        network.Network.Interfaces.ShouldNotBeEmpty();
    }

    private async Task<IReadOnlyList<Section>> FactsAsync(string program, string body)
    {
        RequiredPart.NeedRoot();
        foreach (var name in (string[])["bin", "etc/systemd/system", "work-bin", "work-etc"])
            Directory.CreateDirectory(_directory[name]);
        Script("bin/" + program, body);
        await File.WriteAllTextAsync(_directory["etc/systemd/system/systemd-resolved.service"], Unit);
        var script = Script("run", $"""
            set -e
            mount -t overlay overlay -o lowerdir=/usr/bin,upperdir={_directory["bin"]},workdir={_directory["work-bin"]} /usr/bin
            mount -t overlay overlay -o lowerdir=/etc,upperdir={_directory["etc"]},workdir={_directory["work-etc"]} /etc
            mount -t tmpfs tmpfs /run
            mkdir -p /run/systemd/system
            mount -t tmpfs tmpfs /sys/fs/cgroup
            exec "$@" facts
            """);
        return FactsText.Sections(await RealProgram.OutputAsync("unshare", ["--mount", script, .. Repository.Agent]));
    }

    private string Script(string name, string body)
    {
        var path = _directory[name];
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
