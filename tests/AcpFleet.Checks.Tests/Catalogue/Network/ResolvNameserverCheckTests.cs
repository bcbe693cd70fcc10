using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Checks.Tests.Catalogue.Network;

public sealed class ResolvNameserverCheckTests
{
    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("good", _ => { }, Outcome.Pass, "192.0.2.53"),
        new("resolved not installed", f => R(f).ResolvedUnitFileState = "not-found", Outcome.Pass),
        new("resolved masked", f => R(f).ResolvedUnitFileState = "masked", Outcome.Pass),
        new("no file", f => { R(f).Present = false; R(f).Nameservers.Clear(); }, Outcome.Fail, "does not exist"),
        new("no nameserver", f => R(f).Nameservers.Clear(), Outcome.Fail, "names no nameserver"),
        new("172.16", f => R(f).Nameservers.Add("172.16.0.2"), Outcome.Fail, "172.16.0.2 begins with 172"),
        new("172 beyond RFC 1918", f => R(f).Nameservers.Add("172.217.1.1"), Outcome.Fail),
        new("1.72 and 17.2 are fine", f => R(f).Nameservers.Add(["1.72.0.1", "17.2.0.1"]), Outcome.Pass),
        new("IPv6 that begins with 172", f => R(f).Nameservers.Add("1720::1"), Outcome.Pass),
        new("resolved active", f => R(f).ResolvedActiveState = "active", Outcome.Fail, "systemctl disable --now systemd-resolved"),
        new("resolved enabled only", f => R(f).ResolvedUnitFileState = "enabled", Outcome.Fail, "the next boot starts it"),
        new("the stub while its state is not known", f => { R(f).ClearResolvedActiveState(); R(f).Nameservers[0] = "127.0.0.53"; }, Outcome.Fail, "stub"),
        new("a link to resolved's file", f => R(f).LinkTarget = "../run/systemd/resolve/resolv.conf", Outcome.Fail, "link"),
        new("a link elsewhere", f => R(f).LinkTarget = "/run/NetworkManager/resolv.conf", Outcome.Pass),
        new("all at once", f => { R(f).Nameservers[0] = "172.17.0.1"; R(f).ResolvedActiveState = "active"; }, Outcome.Fail, "begins with 172; systemd-resolved is active"),
        new("upstream servers are offered", f => { R(f).Nameservers[0] = "127.0.0.53"; R(f).UpstreamNameservers.Add(["172.16.0.1", "198.51.100.53"]); R(f).ResolvedActiveState = "active"; }, Outcome.Fail, "printf 'nameserver 198.51.100.53\\n'"),
        new("resolved's state not known", f => { R(f).ClearResolvedActiveState(); f.Failed(SectionKind.Network, "systemctl show systemd-resolved", Reason.ProgramMissing, "resolver.resolved_active_state"); }, Outcome.Unknown, "the program is not installed"),
        new("resolved's unit file not known", f => R(f).ClearResolvedUnitFileState(), Outcome.Unknown, "resolved_unit_file_state"),
        new("file not read", f => { R(f).ClearPresent(); R(f).Nameservers.Clear(); f.Failed(SectionKind.Network, "/etc/resolv.conf", Reason.Unreadable, "resolver"); }, Outcome.Unknown, "/etc/resolv.conf"),
        new("no resolver facts", f => f.Network.Resolver = null, Outcome.Unknown),
        new("no section", f => f.Without(SectionKind.Network), Outcome.Unknown));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row) => row.Judge("net.resolv-nameserver");

    [Fact]
    public void Evaluate_PlanNamesServers_HintWritesThem()
    {
        var plan = FleetPlanReader.Read(Tests.Plan.PlanTexts.Smallest + "\nnetwork: { dns: [198.51.100.1] }", "fleet.yaml").Plan!;
        var facts = new NodeFactsBuilder();
        R(facts).Nameservers[0] = "172.16.0.1";

        Judgement.Of("net.resolv-nameserver", Judgement.Node(facts), plan).Hint!.En.ShouldContain("nameserver 198.51.100.1");
    }

    private static ResolverConfiguration R(NodeFactsBuilder facts) => facts.Network.Resolver;
}
