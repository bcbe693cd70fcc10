using AcpFleet.Checks.Model;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Checks.Tests.Catalogue.Network;

public sealed class ResolvSearchCheckTests
{
    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("no search line", _ => { }, Outcome.NotApplicable),
        new("no file", f => f.Network.Resolver.Present = false, Outcome.NotApplicable, "does not exist"),
        new("the guide's example", f => Search(f, "domain1.com domain2.com domain3.com"), Outcome.Pass, "3 domains, the longest of 11 characters, 35 together"),
        new("a remark that none is better", f => Search(f, "a.example"), Outcome.Pass, "prefers no search domains"),
        new("28 domains", f => Search(f, Domains(28)), Outcome.Pass),
        new("29 domains", f => Search(f, Domains(29)), Outcome.Fail, "fewer than 29"),
        new("253 characters", f => Search(f, new string('a', 253)), Outcome.Pass),
        new("254 characters", f => Search(f, new string('a', 254)), Outcome.Fail, "more than 253"),
        new("2048 together", f => Search(f, string.Join(' ', Enumerable.Repeat(new string('a', 227), 8).Append(new string('a', 224)))), Outcome.Pass, "2048 together"),
        new("2049 together", f => Search(f, string.Join(' ', Enumerable.Repeat(new string('a', 227), 8).Append(new string('a', 225)))), Outcome.Fail, "more than 2048"),
        new("spaces as written count", f => { Search(f, "a b"); f.Network.Resolver.SearchLine = "a" + new string(' ', 2047) + "b"; }, Outcome.Fail, "2049 characters"),
        new("not read", f => { f.Network.Resolver.ClearPresent(); f.Failed(SectionKind.Network, "/etc/resolv.conf", Reason.TooLarge, "resolver"); }, Outcome.Unknown, "larger than the agent reads"),
        new("no resolver facts", f => f.Network.Resolver = null, Outcome.Unknown));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row) => row.Judge("net.resolv-search");

    private static string Domains(int count) => string.Join(' ', Enumerable.Range(1, count).Select(number => $"d{number}.example"));

    private static void Search(NodeFactsBuilder facts, string line)
    {
        facts.Network.Resolver.SearchLine = line;
        facts.Network.Resolver.Search.Add(line.Split(' '));
    }
}
