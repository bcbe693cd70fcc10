using AcpFleet.Agent.Tests.Facts;
using AcpFleet.Agent.Tests.Programs;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Robustness;

/// <summary>The agent as a user who may not read everything: root itself is never refused, so it runs as nobody.</summary>
public sealed class UnprivilegedTests
{
    private static readonly string[] AsNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];

    [SkippableFact]
    public async Task Facts_FilesThatMayNotBeRead_AreNamedAndTheRestArrives()
    {
        RequiredPart.NeedRoot();
        using var tree = new NodeTree("rhel-7.8");
        File.SetUnixFileMode(Path.GetDirectoryName(tree.Root)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        foreach (var path in (string[])["/boot/grub2/grub.cfg", "/etc/hosts", "/etc/fstab", "/etc/redhat-release"])
            File.SetUnixFileMode(tree[path], UnixFileMode.None);
        File.SetUnixFileMode(tree["/proc/901/fd"], UnixFileMode.None);

        var sections = FactsText.Sections(await RealProgram.OutputAsync("setpriv", [.. AsNobody, .. Repository.Agent, "facts", "--root", tree.Root]));

        sections.Count.ShouldBe(6);
        sections.SelectMany(section => section.Status.Failures).Where(failure => failure.Reason == Reason.PermissionDenied)
            .Select(failure => $"{failure.Source}: {string.Join(' ', failure.Fields)}")
            .ShouldBe(["/etc/redhat-release: release_files", "/boot/grub2/grub.cfg: boot", "/etc/hosts: hosts", "/etc/fstab: configured_swap"]);
        var network = sections.Single(section => section.Network is not null).Network;
        network.Hostname.ShouldBe("rhel78-cp1");
        network.OwnersComplete.ShouldBeFalse();
        network.Listeners.Single(socket => socket is { Protocol: "tcp", Port: 22 }).HasPid.ShouldBeFalse();
        network.Listeners.Single(socket => socket is { Protocol: "udp", Port: 323 }).Process.ShouldBe("chronyd");
    }

    [SkippableFact]
    public async Task Facts_OfThisMachineAsNobody_SayThatOwnersAreNotAllKnown()
    {
        RequiredPart.NeedRoot();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();

        var sections = FactsText.Sections(await RealProgram.OutputAsync("setpriv", [.. AsNobody, .. Repository.Agent, "facts"]));

        sections.SelectMany(section => section.Status.Failures).ShouldNotContain(failure => failure.Reason == Reason.ProbeFault);
        var network = sections.Single(section => section.Network is not null).Network;
        network.OwnersComplete.ShouldBeFalse();
        network.Listeners.Single(socket => socket.Port == ((System.Net.IPEndPoint)listener.LocalEndpoint).Port).HasPid.ShouldBeFalse();
        network.Interfaces.ShouldContain(link => link.Loopback);
    }
}
