using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Systemd;
using AcpFleet.TestKit;

namespace AcpFleet.Agent.Tests.Probes.Systemd;

public sealed class UnitFilesTests
{
    private const string Unit = "x.service";
    private const string Vendor = "/usr/lib/systemd/system/" + Unit;
    private const string Configured = "/etc/systemd/system/" + Unit;
    private const string Installable = "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n";

    [Fact]
    public void StateOf_EachWay_IsWhatSystemctlCallsIt()
    {
        State(tree => tree).ShouldBe("not-found");
        State(tree => tree.Write(Vendor, Installable)).ShouldBe("disabled");
        State(tree => tree.Write(Vendor, "[Service]\nExecStart=/bin/true\n")).ShouldBe("static");
        State(tree => tree.Write(Vendor, Installable).Link("/etc/systemd/system/multi-user.target.wants/" + Unit, Vendor)).ShouldBe("enabled");
        State(tree => tree.Write(Vendor, Installable).Link("/etc/systemd/system/a.target.requires/" + Unit, Vendor)).ShouldBe("enabled");
        State(tree => tree.Write(Vendor, Installable).Link("/run/systemd/system/a.target.wants/" + Unit, Vendor)).ShouldBe("enabled-runtime");
        State(tree => tree.Write(Vendor, Installable).Link("/usr/lib/systemd/system/a.target.wants/" + Unit, "../" + Unit)).ShouldBe("disabled");
        State(tree => tree.Write(Vendor, Installable).Link(Configured, "/dev/null")).ShouldBe("masked");
        State(tree => tree.Write(Vendor, Installable).Write(Configured, "")).ShouldBe("masked");
        State(tree => tree.Write(Vendor, Installable).Link("/run/systemd/system/" + Unit, "/dev/null")).ShouldBe("masked-runtime");
        State(tree => tree.Write("/opt/x.service", Installable).Link(Configured, "/opt/x.service")).ShouldBe("linked");
    }

    [Fact]
    public void StateOf_LinkMadeLater_IsSeen()
    {
        using var tree = new NodeTree();
        tree.Write(Vendor, Installable).MakeDirectory("/etc/systemd/system/multi-user.target.wants");
        var units = new UnitFiles(new HostRoot(tree.Root));
        units.StateOf(Unit).ShouldBe("disabled");

        tree.Link("/etc/systemd/system/multi-user.target.wants/" + Unit, Vendor);
        units.StateOf(Unit).ShouldBe("enabled");

        tree.Remove("/etc/systemd/system/multi-user.target.wants/" + Unit).Link("/etc/systemd/system/new.target.wants/" + Unit, Vendor);
        units.StateOf(Unit).ShouldBe("enabled");
    }

    private static string State(Func<NodeTree, NodeTree> make)
    {
        using var tree = new NodeTree();
        return new UnitFiles(new HostRoot(make(tree).Root)).StateOf(Unit);
    }
}
