using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Checks.Tests.Catalogue.Network;

public sealed class PortsFreeCheckTests
{
    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("nobody listens", _ => { }, Outcome.Pass),
        new("ssh is no such port", f => f.Listener(22, process: "sshd"), Outcome.Pass),
        new("etcd", f => f.Listener(2379), Outcome.Fail, "0.0.0.0:2379: etcd (pid 812, etcd.service)"),
        new("its unit is stopped", f => f.Listener(2379), Outcome.Fail, "systemctl disable --now etcd.service"),
        new("loopback only", f => f.Listener(2379, "127.0.0.1"), Outcome.Fail, "127.0.0.1:2379"),
        new("IPv6", f => f.Listener(10250, "::", "tcp6", "kubelet"), Outcome.Fail, "[::]:10250"),
        new("UDP does not take a TCP port", f => f.Listener(2379, protocol: "udp"), Outcome.Pass),
        new("first of a range", f => f.Listener(10249), Outcome.Fail),
        new("last of a range", f => f.Listener(10256), Outcome.Fail),
        new("below a range", f => f.Listener(10248), Outcome.Pass),
        new("above a range", f => f.Listener(10257), Outcome.Pass),
        new("the installer's console", f => f.Listener(8080), Outcome.Fail),
        new("Kube-OVN by default", f => f.Listener(6641), Outcome.Fail),
        new("not Calico's", f => f.Listener(179), Outcome.Pass),
        new("owner not known, no root", f => { f.Network.OwnersComplete = false; f.Listener(6443, process: null, pid: null, unit: null); }, Outcome.Fail, "owner not known: needs root"),
        new("owner not known, as root", f => f.Listener(6443, process: null, pid: null, unit: null), Outcome.Fail, "another namespace"),
        new("a session's process has no unit to stop", f => f.Listener(8080, process: "python3", unit: "session-4.scope"), Outcome.Fail, "ss -lntp 'sport = :8080'"),
        new("several", f => f.Listener(6443).Listener(2379), Outcome.Fail, "in use: 2379, 6443"),
        new("a unit of an odd name stays one argument", f => f.Listener(6443, unit: "a;b.service"), Outcome.Fail, "'a;b.service'"),
        new("not read", f => f.Failed(SectionKind.Network, "netlink sock_diag", Reason.Unreadable, "listeners"), Outcome.Unknown, "netlink sock_diag"),
        new("not all read, one taken", f => f.Listener(2379).Failed(SectionKind.Network, "netlink sock_diag", Reason.TooLarge, "listeners"), Outcome.Fail),
        new("no section", f => f.Without(SectionKind.Network), Outcome.Unknown));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row) => row.Judge("net.ports-free");

    [Fact]
    public void Evaluate_AfterInstallation_IsNotApplicable()
    {
        var node = Judgement.Node(new NodeFactsBuilder().Listener(6443)) with { Phase = NodePhase.After };

        Judgement.Of("net.ports-free", node).Outcome.ShouldBe(Outcome.NotApplicable);
    }

    [Theory]
    [InlineData(NodeRoles.Worker, CniPlugin.KubeOvn, "6641 6642 10249-10256")]
    [InlineData(NodeRoles.Worker, CniPlugin.Calico, "179 10249-10256")]
    [InlineData(NodeRoles.ControlPlane, CniPlugin.KubeOvn, "2379 2380 6443 6641 6642 10249-10256")]
    [InlineData(NodeRoles.ControlPlane | NodeRoles.Installer, CniPlugin.KubeOvn, "2379 2380 6443 6641 6642 8080 10249-10256 12080 12443 16443")]
    [InlineData(NodeRoles.ControlPlane | NodeRoles.Worker, CniPlugin.Calico, "179 2379 2380 6443 10249-10256")]
    public void Evaluate_RolesAndCni_DecideThePorts(NodeRoles roles, CniPlugin cni, string ports)
    {
        var plan = new FleetPlan
        {
            Name = "f",
            Nodes = [new PlanNode { Name = "cp-1", Address = System.Net.IPAddress.Parse("192.0.2.11"), Roles = roles }],
            Network = new NetworkPlan { Cni = cni },
        };

        Judgement.Of("net.ports-free", Judgement.Node(new NodeFactsBuilder()), plan).Expected.En.ShouldBe($"nobody listens on TCP {ports}");
    }
}
