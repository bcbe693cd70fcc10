using AcpFleet.Checks.Model;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Checks.Tests.Catalogue.Network;

public sealed class HostsLocalhostCheckTests
{
    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("good", _ => { }, Outcome.Pass, "127.0.0.1 (line 1)"),
        new("::1 first", f => Hosts(f, ("::1", "localhost"), ("127.0.0.1", "localhost")), Outcome.Pass),
        new("127.0.1.1 first", f => Hosts(f, ("127.0.1.1", "localhost"), ("127.0.0.1", "localhost")), Outcome.Fail, "line 1"),
        new("another after it", f => Hosts(f, ("127.0.0.1", "localhost"), ("127.0.1.1", "localhost")), Outcome.Pass),
        new("as an alias", f => Hosts(f, ("127.0.0.1", "cp-1 localhost")), Outcome.Pass),
        new("in capitals", f => Hosts(f, ("127.0.0.1", "LOCALHOST")), Outcome.Pass),
        new("localhost.localdomain is another name", f => Hosts(f, ("127.0.0.1", "localhost.localdomain")), Outcome.Fail),
        new("::1 only", f => Hosts(f, ("::1", "localhost")), Outcome.Fail, "no IPv4 address"),
        new("empty", f => Hosts(f), Outcome.Fail, "sed -i '1i 127.0.0.1 localhost' /etc/hosts"),
        new("not read", f => { Hosts(f); f.Failed(SectionKind.Network, "/etc/hosts", Reason.PermissionDenied, "hosts"); }, Outcome.Unknown, "permission denied"),
        new("no section", f => f.Without(SectionKind.Network), Outcome.Unknown));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row) => row.Judge("net.hosts-localhost");

    private static void Hosts(NodeFactsBuilder facts, params (string Address, string Names)[] entries)
    {
        facts.Network.Hosts.Clear();
        for (var index = 0; index < entries.Length; index++)
            facts.Network.Hosts.Add(new HostsEntry { Address = entries[index].Address, Names = { entries[index].Names.Split(' ') }, Line = (uint)index + 1 });
    }
}
