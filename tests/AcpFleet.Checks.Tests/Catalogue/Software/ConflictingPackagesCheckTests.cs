using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;
using Manager = AcpFleet.Protocol.V1.PackageDatabase.Types.Manager;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Checks.Tests.Catalogue.Software;

public sealed class ConflictingPackagesCheckTests
{
    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("none", _ => { }, Outcome.Pass, "dpkg 1"),
        new("exact", f => f.Package("docker.io", "24.0"), Outcome.Fail, "docker.io 24.0 (exact)"),
        new("substring", f => f.Package("containerd.io"), Outcome.Fail, "containerd.io 1.0 (substring containerd)"),
        new("the hint warns of data", f => f.Package("docker.io"), Outcome.Fail, "data may be lost: move running applications away and back up first, then run: apt-get purge docker.io"),
        new("dpkg takes Ubuntu's list: podman alone is not on it", f => f.Package("podman"), Outcome.Pass),
        new("configuration left behind", f => f.Package("docker.io", state: "config-files"), Outcome.Fail, "removed but for its configuration"),
        new("half installed", f => f.Package("docker.io", state: "half-installed"), Outcome.Fail, "half-installed"),
        new("known but not installed", f => f.Package("docker.io", state: "not-installed"), Outcome.Pass),
        new("harmless", f => f.Package("python3-kubernetes"), Outcome.Pass, "harmless"),
        new("harmless beside a conflict", f => f.Package("python3-kubernetes").Package("rkt"), Outcome.Fail, "harmless"),
        new("darktable holds rkt", f => f.Package("darktable"), Outcome.Pass),
        new("rpm: docker-ce by substring", f => f.System("rhel", "8.6", "4.18.0").Package("docker-ce"), Outcome.Fail, "substring docker"),
        new("rpm: the longest name that matches is told", f => f.System("rhel", "8.6", "4.18.0").Package("docker-client-latest"), Outcome.Fail, "substring docker-client"),
        new("rpm: containerd is not on RHEL's list", f => f.System("rhel", "8.6", "4.18.0").Package("containerd"), Outcome.Pass),
        new("rpm: Kylin's own list has it", f => f.System("kylin", "V10", "4.19.90").Package("containerd"), Outcome.Fail),
        new("rpm: runc is not on Kylin's", f => f.System("kylin", "V10", "4.19.90").Package("runc"), Outcome.Pass),
        new("rpm: python3-docker is harmless", f => f.System("rhel", "8.6", "4.18.0").Package("python3-docker"), Outcome.Pass, "python3-docker"),
        new("rpm: yum removes", f => f.System("rhel", "8.6", "4.18.0").Package("podman"), Outcome.Fail, "yum remove podman"),
        new("a snap", f => Snap(f, "microk8s"), Outcome.Fail, "snap remove --purge microk8s"),
        new("snaps have their own list", f => Snap(f, "docker"), Outcome.Pass),
        new("a name of an odd kind stays one argument", f => f.Package("docker.io$(reboot)"), Outcome.Fail, "purge 'docker.io$(reboot)'"),
        new("list not complete", f => { f.Database.Complete = false; f.Failed(SectionKind.Packages, "rpm -qa", Reason.TimedOut, "databases"); }, Outcome.Unknown, "rpm -qa did not answer in time"),
        new("completeness not told", f => f.Database.ClearComplete(), Outcome.Unknown, "dpkg is not complete"),
        new("list not complete, one found", f => { f.Database.Complete = false; f.Package("docker.io"); }, Outcome.Fail),
        new("another database failed", f => f.Failed(SectionKind.Packages, "snap list", Reason.TimedOut, "databases"), Outcome.Unknown, "snap list"),
        new("no database", f => f.Packages.Databases.Clear(), Outcome.Unknown, "no package database"),
        new("no section", f => f.Without(SectionKind.Packages), Outcome.Unknown));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row) => row.Judge("software.conflicting-packages");

    [Fact]
    public void Evaluate_AfterInstallation_IsNotApplicable()
    {
        var node = Judgement.Node(new NodeFactsBuilder().Package("containerd")) with { Phase = NodePhase.After };

        Judgement.Of("software.conflicting-packages", node).Outcome.ShouldBe(Outcome.NotApplicable);
    }

    private static void Snap(NodeFactsBuilder facts, string name) => facts.Packages.Databases.Add(
        new PackageDatabase { Manager = Manager.Snap, Complete = true, Packages = { new Package { Name = name, Version = "1.30" } } });
}
