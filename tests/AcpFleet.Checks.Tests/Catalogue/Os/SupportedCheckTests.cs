using AcpFleet.Checks.Model;
using AcpFleet.Protocol.V1;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Checks.Tests.Catalogue.Os;

public sealed class SupportedCheckTests
{
    private const string CentosRelease = "/etc/centos-release";

    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("Ubuntu 22.04", _ => { }, Outcome.Pass, "Ubuntu 22.04.4 LTS, x86_64"),
        new("Ubuntu 20.04", f => f.Os.VersionId = "20.04", Outcome.Pass),
        new("Ubuntu 24.04", f => f.System("ubuntu", "24.04", "6.8.0"), Outcome.Fail, "not among the supported systems for x86_64"),
        new("Ubuntu 22.04 on ARM", f => f.Os.Architecture = "aarch64", Outcome.Fail, "aarch64"),
        new("Debian 12", f => f.System("debian", "12", "6.1.0-18-amd64"), Outcome.Fail, "debian 12"),
        new("Rocky 8.6", f => f.System("rocky", "8.6", "4.18.0-372.el8"), Outcome.Fail),
        new("RHEL 7.8", f => f.System("rhel", "7.8", "3.10.0"), Outcome.Pass),
        new("RHEL 7.9", f => f.System("rhel", "7.9", "3.10.0"), Outcome.Fail),
        new("RHEL 8.0", f => f.System("rhel", "8.0", "4.18.0"), Outcome.Pass),
        new("RHEL 8.6", f => f.System("rhel", "8.6", "4.18.0"), Outcome.Pass),
        new("RHEL 8.7", f => f.System("rhel", "8.7", "4.18.0"), Outcome.Fail),
        new("RHEL 8.10 is not 8.1", f => f.System("rhel", "8.10", "4.18.0"), Outcome.Fail),
        new("CentOS 7.9 by its release file", f => f.System("centos", "7", "3.10.0").ReleaseFile(CentosRelease, "CentOS Linux release 7.9.2009 (Core)\n"), Outcome.Pass, "7.9.2009 (/etc/centos-release)"),
        new("CentOS 7.6", f => f.System("centos", "7", "3.10.0").ReleaseFile(CentosRelease, "CentOS Linux release 7.6.1810 (Core)"), Outcome.Pass),
        new("CentOS 7.5", f => f.System("centos", "7", "3.10.0").ReleaseFile(CentosRelease, "CentOS Linux release 7.5.1804 (Core)"), Outcome.Fail),
        new("CentOS 7 by redhat-release only", f => f.System("centos", "7", "3.10.0").ReleaseFile("/etc/redhat-release", "CentOS Linux release 7.7.1908 (Core)"), Outcome.Pass),
        new("CentOS 7 without a minor version", f => f.System("centos", "7", "3.10.0"), Outcome.Unknown, "major version only"),
        new("CentOS 7 whose release file could not be read", f => f.System("centos", "7", "3.10.0").Failed(SectionKind.Os, CentosRelease, Reason.PermissionDenied, "release_files"), Outcome.Unknown, "permission denied"),
        new("CentOS 7 with the release file of another version", f => f.System("centos", "7", "3.10.0").ReleaseFile(CentosRelease, "CentOS Linux release 8.5.2111"), Outcome.Unknown),
        new("CentOS Stream 9 needs no minor version to fail", f => f.System("centos", "9", "5.14.0"), Outcome.Fail),
        new("Kylin V10 SP3 by code name", f => Kylin(f, "V10 (Lance)"), Outcome.Pass, "SP3"),
        new("Kylin V10 SP3 2403", f => Kylin(f, "V10 (Halberd)"), Outcome.Pass),
        new("Kylin V10 SP3 by productinfo", f => Kylin(f, "V10").ReleaseFile("/etc/.productinfo", "Kylin Linux Advanced Server\nrelease V10 (SP3) /(Lance)-x86_64-Build23/20230324"), Outcome.Pass),
        new("Kylin V10 SP3 by nkvers", f => Kylin(f, "V10").ReleaseFile("nkvers", "############## Kylin Linux Version #################\nRelease:\nKylin Linux Advanced Server release V10 (SP3)"), Outcome.Pass),
        new("Kylin V10 SP3 on ARM", f => Kylin(f, "V10 (Lance)").With(k => k.Os.Architecture = "aarch64"), Outcome.Pass, "aarch64"),
        new("Kylin V10 SP2", f => Kylin(f, "V10 (Sword)"), Outcome.Fail, "NodePort"),
        new("Kylin V10 SP1", f => Kylin(f, "V10 (Tercel)"), Outcome.Fail, "NodePort"),
        new("Kylin V10 without a service pack", f => Kylin(f, "V10 (Azalea)"), Outcome.Fail, "NodePort"),
        new("Kylin V10, service pack not known", f => Kylin(f, "V10"), Outcome.Unknown, "service pack"),
        new("Kylin V10 whose sources contradict each other", f => Kylin(f, "V10 (Lance)").ReleaseFile("/etc/.productinfo", "release V10 (SP2) /(Sword)"), Outcome.Unknown, "different service packs"),
        new("Kylin V11", f => f.System("kylin", "V11", "6.6.0"), Outcome.Fail),
        new("Kylin Desktop", f => Kylin(f, "V10 (SP3)").With(k => k.Os.PrettyName = "Kylin Desktop V10 (SP3)"), Outcome.Fail),
        new("no id", f => f.Os.ClearId(), Outcome.Unknown),
        new("no version", f => f.Os.ClearVersionId(), Outcome.Unknown, "version_id"),
        new("no architecture anywhere", f => { f.Os.ClearArchitecture(); f.Kernel.ClearMachine(); }, Outcome.Unknown, "architecture"),
        new("the kernel's machine stands in for the architecture", f => f.Os.ClearArchitecture(), Outcome.Pass),
        new("os-release could not be read", f => { f.Failed(SectionKind.Os, "/etc/os-release", Reason.Missing, "id", "version_id"); f.Os.ClearId(); }, Outcome.Unknown, "/etc/os-release does not exist"),
        new("no section", f => f.Without(SectionKind.Os), Outcome.Unknown, "operating system facts"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row) => row.Judge("os.supported");

    private static TestKit.Facts.NodeFactsBuilder Kylin(TestKit.Facts.NodeFactsBuilder facts, string version)
    {
        facts.System("kylin", "V10", "4.19.90-52.22.v2207.ky10.x86_64");
        facts.Os.Version = version;
        facts.Os.PrettyName = "Kylin Linux Advanced Server " + version;
        return facts;
    }
}
