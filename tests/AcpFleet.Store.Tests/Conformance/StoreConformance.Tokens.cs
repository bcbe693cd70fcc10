using AcpFleet.Store.Tokens;
using static AcpFleet.Store.Tests.Conformance.StoreFixtures;

namespace AcpFleet.Store.Tests.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task Spend_UsableToken_StoresCountNodeAndCertificateTogether()
    {
        await Store.Tokens.AddAsync(Token("t1"), None);
        var candidate = Certificate("t1", "key", "node-1");

        var result = await Store.Tokens.SpendAsync(Use("t1", "key"), candidate, NewNode(), None);
        await ReopenAsync();

        result.ShouldBe(new TokenUseResult(TokenVerdict.Issued, candidate));
        (await Store.Tokens.ListAsync(None)).Single().Uses.ShouldBe(1);
        (await Store.Certificates.FindAsync(candidate.Serial, None)).ShouldBeEquivalentTo(candidate);
        var node = (await Store.Nodes.ListAsync(None)).Single();
        (node.Id, node.Hostname, node.MachineId, node.AgentVersion, node.Address, node.EnrolledAt, node.RevokedAt)
            .ShouldBe(("node-1", "cp-1", "machine", "0.1.0", "192.0.2.11", At, (DateTimeOffset?)null));
    }

    [Fact]
    public async Task Spend_SameKeyAgain_AnswersWithTheFirstCertificateAndCountsNothing()
    {
        await Store.Tokens.AddAsync(Token("t1"), None);
        var first = Certificate("t1", "key", "node-1");
        await Store.Tokens.SpendAsync(Use("t1", "key"), first, NewNode(), None);

        var again = await Store.Tokens.SpendAsync(Use("t1", "key"), Certificate("t1", "key", "node-2"), NewNode(), None);

        again.Verdict.ShouldBe(TokenVerdict.AlreadyIssued);
        again.Certificate.ShouldBeEquivalentTo(first);
        (await Store.Tokens.ListAsync(None)).Single().Uses.ShouldBe(1);
        (await Store.Nodes.ListAsync(None)).Select(n => n.Id).ShouldBe(["node-1"]);
    }

    [Fact]
    public async Task Spend_TwoHundredAtOnceOnASingleUse_IssuesExactlyOne()
    {
        await Store.Tokens.AddAsync(Token("t1"), None);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
            Store.Tokens.SpendAsync(Use("t1", $"key {i}"), Certificate("t1", $"key {i}", $"node-{i}"), NewNode(), None))));

        results.Count(r => r.Verdict == TokenVerdict.Issued).ShouldBe(1);
        results.Count(r => r.Verdict == TokenVerdict.Spent).ShouldBe(199);
        (await Store.Certificates.ListAsync(None)).Count.ShouldBe(1);
        (await Store.Nodes.ListAsync(None)).Count.ShouldBe(1);
        (await Store.Tokens.ListAsync(None)).Single().Uses.ShouldBe(1);
    }

    [Fact]
    public async Task Look_EachReasonToRefuse_IsNamed()
    {
        await Store.Tokens.AddAsync(Token("live"), None);
        await Store.Tokens.AddAsync(Token("revoked"), None);
        await Store.Tokens.RevokeAsync("revoked", At, None);
        await Store.Tokens.AddAsync(Token("spent"), None);
        await Store.Tokens.SpendAsync(Use("spent", "other"), Certificate("spent", "other", "node-1"), NewNode(), None);

        async Task<TokenVerdict> Look(TokenUse use) => (await Store.Tokens.LookAsync(use, None)).Verdict;

        (await Look(Use("live", "key"))).ShouldBe(TokenVerdict.Usable);
        (await Look(Use("absent", "key"))).ShouldBe(TokenVerdict.Unknown);
        (await Look(Use("live", "key") with { SecretHash = Hash("guess") })).ShouldBe(TokenVerdict.Unknown);
        (await Look(Use("live", "key", At.AddMinutes(30)))).ShouldBe(TokenVerdict.Expired);
        (await Look(Use("live", "key", At.AddMinutes(30).AddTicks(-1)))).ShouldBe(TokenVerdict.Usable);
        (await Look(Use("revoked", "key"))).ShouldBe(TokenVerdict.Revoked);
        (await Look(Use("spent", "key"))).ShouldBe(TokenVerdict.Spent);
        (await Look(Use("spent", "other"))).ShouldBe(TokenVerdict.AlreadyIssued);
        (await Look(Use("spent", "other", At.AddHours(1)))).ShouldBe(TokenVerdict.Expired);
    }

    [Fact]
    public async Task RevokeToken_UnknownId_IsNull_AndKnownKeepsItsFirstMoment()
    {
        await Store.Tokens.AddAsync(Token("t1"), None);

        (await Store.Tokens.RevokeAsync("absent", At, None)).ShouldBeNull();
        (await Store.Tokens.RevokeAsync("t1", At.AddMinutes(1), None))!.RevokedAt.ShouldBe(At.AddMinutes(1));
        (await Store.Tokens.RevokeAsync("t1", At.AddMinutes(2), None))!.RevokedAt.ShouldBe(At.AddMinutes(1));
    }

    [Fact]
    public async Task PruneTokens_Expired_LeavesTheirCertificates()
    {
        await EnrolAsync(Store, "node-1");

        (await Store.Tokens.PruneAsync(At.AddMinutes(30), None)).ShouldBe(0);
        (await Store.Tokens.PruneAsync(At.AddMinutes(31), None)).ShouldBe(1);

        (await Store.Tokens.ListAsync(None)).ShouldBeEmpty();
        (await Store.Certificates.ListAsync(None)).Single().NodeId.ShouldBe("node-1");
    }
}
