using AcpFleet.Checks.Model;
using AcpFleet.Protocol.V1;
using Manager = AcpFleet.Protocol.V1.PackageDatabase.Types.Manager;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Checks.Tests.Catalogue.Os;

public sealed class KernelSupportedCheckTests
{
    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("Ubuntu 22.04, as tested", _ => { }, Outcome.Pass),
        new("RHEL 7.8, as tested", f => f.System("rhel", "7.8", "3.10.0-1127.el7.x86_64"), Outcome.Pass),
        new("RHEL 8.4 within the tested range", f => f.System("rhel", "8.4", "4.18.0-305.el8.x86_64"), Outcome.Pass),
        new("RHEL 8.6 at the end of it", f => f.System("rhel", "8.6", "4.18.0-372.9.1.el8.x86_64"), Outcome.Pass),
        new("CentOS 7.9", f => Centos(f, "3.10.0-1160.el7.x86_64"), Outcome.Pass),
        new("CentOS with a kernel up to 3.11", f => Centos(f, "3.10.108-1.el7.elrepo.x86_64"), Outcome.Pass),
        new("CentOS with a newer kernel", f => Centos(f, "5.4.278-1.el7.elrepo.x86_64"), Outcome.Fail, "3.10.0–3.11.0 only"),
        new("Kylin, as tested", f => f.System("kylin", "V10", "4.19.90-52.22.v2207.ky10.x86_64").With(k => k.Os.Codename = "Lance"), Outcome.Pass),
        new("Ubuntu 20.04 GA", f => f.With(k => k.Os.VersionId = "20.04").Kernel.Release = "5.4.0-124-generic", Outcome.Pass),
        new("Ubuntu 20.04 with an HWE kernel", f => f.With(k => k.Os.VersionId = "20.04").Kernel.Release = "5.15.0-56-generic", Outcome.Fail, "HWE"),
        new("Ubuntu 22.04 with an older kernel", f => f.Kernel.Release = "5.4.0-124-generic", Outcome.Fail, "5.15.0 only"),
        new("Ubuntu with an HWE package", f => f.Package("linux-image-generic-hwe-22.04"), Outcome.Fail, "linux-image-generic-hwe-22.04"),
        new("Ubuntu with the configuration of a removed HWE package", f => f.Package("linux-image-generic-hwe-22.04", state: "config-files"), Outcome.Pass),
        new("Ubuntu whose packages are not known", f => f.Without(SectionKind.Packages), Outcome.Unknown, "HWE kernel package"),
        new("Ubuntu whose package list is not complete", f => { f.Database.Complete = false; f.Failed(SectionKind.Packages, "/var/lib/dpkg/status", Reason.Malformed, "databases"); }, Outcome.Unknown, "/var/lib/dpkg/status"),
        new("other systems do not need the packages", f => f.System("rhel", "8.6", "4.18.0-372.9.1.el8").Without(SectionKind.Packages), Outcome.Pass),
        new("system not supported", f => f.System("debian", "12", "6.1.0-18-amd64", Manager.Dpkg), Outcome.NotApplicable, "6.1.0-18-amd64"),
        new("system not known", f => f.Without(SectionKind.Os), Outcome.NotApplicable),
        new("no release", f => f.Kernel.ClearRelease(), Outcome.Unknown, "release"),
        new("a release that is no version", f => f.Kernel.Release = "custom", Outcome.Unknown, "uname -r"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row) => row.Judge("os.kernel-supported");

    [Theory]
    [InlineData("rhel", "7.8", "3.10.0-1127.el7.x86_64", null)]
    [InlineData("rhel", "7.8", "3.10.0-1127.19.1.el7.x86_64", "newer")]
    [InlineData("rhel", "7.8", "3.10.0-1062.el7.x86_64", "older")]
    [InlineData("rhel", "8.0", "4.18.0-80.el8.x86_64", null)]
    [InlineData("rhel", "8.6", "4.18.0-372.9.1.el8.x86_64", null)]
    [InlineData("rhel", "8.6", "4.18.0-372.19.1.el8_6.x86_64", "newer")]
    [InlineData("kylin", "V10", "4.19.90-52.22.v2207.ky10.aarch64", null)]
    [InlineData("kylin", "V10", "4.19.90-52.15.v2207.ky10.aarch64", "older")]
    [InlineData("kylin", "V10", "4.19.90-89.11.v2401.ky10.x86_64", "newer")]
    public void Evaluate_BuildOutsideTheTestedRange_PassesWithANote(string id, string version, string kernel, string? note)
    {
        var facts = new TestKit.Facts.NodeFactsBuilder().System(id, version, kernel);
        facts.Os.Codename = "Lance";

        var finding = Judgement.Of("os.kernel-supported", facts);

        finding.Outcome.ShouldBe(Outcome.Pass);
        if (note is null) finding.Note.ShouldBeNull();
        else finding.Note.ShouldNotBeNull().En.ShouldContain(note);
    }

    private static void Centos(TestKit.Facts.NodeFactsBuilder facts, string kernel) =>
        facts.System("centos", "7", kernel).ReleaseFile("/etc/centos-release", "CentOS Linux release 7.9.2009 (Core)");
}
