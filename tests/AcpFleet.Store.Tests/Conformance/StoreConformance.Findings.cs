using AcpFleet.Checks.Model;
using AcpFleet.Store.Findings;
using static AcpFleet.Store.Tests.Conformance.StoreFixtures;

namespace AcpFleet.Store.Tests.Conformance;

public abstract partial class StoreConformance
{
    private static readonly Subject s_node = Subject.Node("node-1");

    [Fact]
    public async Task Apply_NewFinding_AppearsExactlyOnceHoweverOftenItIsApplied()
    {
        var finding = Finding("memory.swap-disabled", s_node, Outcome.Fail);

        var first = await ApplyAsync(At, finding);
        await ReopenAsync();
        var second = await ApplyAsync(At.AddHours(1), finding);

        var entry = first.Events.ShouldHaveSingleItem();
        (entry.Kind, entry.From, entry.To, entry.At, entry.NodeId).ShouldBe((FindingEventKind.Appeared, (Outcome?)null, (Outcome?)Outcome.Fail, At, "node-1"));
        second.Events.ShouldBeEmpty();
        second.Records.ShouldBe([new FindingRecord(finding, At, At)]);
        (await Store.Findings.ListEventsAsync(new FindingEventQuery { Limit = 10 }, None)).ShouldBe([entry]);
    }

    [Fact]
    public async Task Apply_OutcomeChanges_IsFirstSeenAnew()
    {
        await ApplyAsync(At, Finding("memory.swap-disabled", s_node, Outcome.Fail));

        var applied = await ApplyAsync(At.AddHours(1), Finding("memory.swap-disabled", s_node, Outcome.Pass));

        var entry = applied.Events.ShouldHaveSingleItem();
        (entry.Kind, entry.From, entry.To).ShouldBe((FindingEventKind.OutcomeChanged, (Outcome?)Outcome.Fail, (Outcome?)Outcome.Pass));
        var stored = (await Store.Findings.ListAsync(None)).ShouldHaveSingleItem();
        (stored.FirstSeenAt, stored.LastChangedAt, stored.Finding.Outcome).ShouldBe((At.AddHours(1), At.AddHours(1), Outcome.Pass));
    }

    [Fact]
    public async Task Apply_EvidenceChanges_IsNoNewFindingButAChange()
    {
        await ApplyAsync(At, Finding("memory.swap-disabled", s_node, Outcome.Fail, "/dev/sda2"));

        var applied = await ApplyAsync(At.AddHours(1), Finding("memory.swap-disabled", s_node, Outcome.Fail, "/dev/sdb2"));

        applied.Events.ShouldBeEmpty();
        var stored = (await Store.Findings.ListAsync(None)).ShouldHaveSingleItem();
        (stored.FirstSeenAt, stored.LastChangedAt, stored.Finding.Actual.En).ShouldBe((At, At.AddHours(1), "/dev/sdb2"));
    }

    [Fact]
    public async Task Apply_Gone_DisappearsOnce()
    {
        var key = FindingKey.Of(Finding("memory.swap-disabled", s_node, Outcome.Fail));
        await ApplyAsync(At, Finding("memory.swap-disabled", s_node, Outcome.Fail));

        var gone = await Store.Findings.ApplyAsync(new FindingChanges([], [key], At.AddHours(1)), None);
        var again = await Store.Findings.ApplyAsync(new FindingChanges([], [key], At.AddHours(2)), None);

        gone.Events.ShouldHaveSingleItem().Kind.ShouldBe(FindingEventKind.Disappeared);
        again.Events.ShouldBeEmpty();
        (await Store.Findings.ListAsync(None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Apply_EverySubjectAndAttribute_ComesBackEqual()
    {
        Finding[] findings =
        [
            Finding("a.waived", s_node, Outcome.Waived) with { Note = LocalizedText.Same("n"), RebootPending = true, Remedy = "DisableSwap" },
            Finding("b.fleet", Subject.Fleet, Outcome.Unknown) with { Problem = new LocalizedText("not known", "未知"), Hint = new LocalizedText("wait", "等待") },
            Finding("c.pair", Subject.Pair("node-1", "node-2"), Outcome.NotApplicable) with { Severity = Severity.Advisory },
        ];

        await ApplyAsync(At, findings);
        await ReopenAsync();

        (await Store.Findings.ListAsync(None)).Select(r => r.Finding).ShouldBe(findings);
    }

    [Fact]
    public async Task ListEvents_FiltersAndPages_NewestFirst()
    {
        await ApplyAsync(At, Finding("a.x", s_node, Outcome.Fail), Finding("b.y", Subject.Node("node-2"), Outcome.Fail), Finding("c.z", Subject.Pair("node-2", "node-1"), Outcome.Fail));

        async Task<string> List(FindingEventQuery query) => string.Join(' ', (await Store.Findings.ListEventsAsync(query, None)).Select(e => e.CheckId));

        (await List(new FindingEventQuery { Limit = 2 })).ShouldBe("c.z b.y");
        (await List(new FindingEventQuery { Limit = 2, Before = 2 })).ShouldBe("a.x");
        (await List(new FindingEventQuery { Limit = 9, NodeId = "node-1" })).ShouldBe("c.z a.x");
        (await List(new FindingEventQuery { Limit = 9, CheckId = "b.y" })).ShouldBe("b.y");
    }

    [Fact]
    public async Task PruneEvents_Before_DeletesOnlyOlder()
    {
        await ApplyAsync(At, Finding("a.x", s_node, Outcome.Fail));
        await ApplyAsync(At.AddDays(1), Finding("b.y", s_node, Outcome.Fail));

        (await Store.Findings.PruneEventsAsync(At.AddDays(1), None)).ShouldBe(1);

        (await Store.Findings.ListEventsAsync(new FindingEventQuery { Limit = 9 }, None)).ShouldHaveSingleItem().CheckId.ShouldBe("b.y");
    }

    private Task<AppliedChanges> ApplyAsync(DateTimeOffset at, params Finding[] findings) => Store.Findings.ApplyAsync(new FindingChanges(findings, [], at), None);
}
