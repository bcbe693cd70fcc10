using AcpFleet.Store.Facts;
using static AcpFleet.Store.Tests.Conformance.StoreFixtures;

namespace AcpFleet.Store.Tests.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task SaveReport_Sections_AreThereAfterReopening()
    {
        await EnrolAsync(Store, "node-1");
        var section = Memory("node-1", 32);

        (await Store.Facts.SaveReportAsync(new StoredReport("node-1", 7, false, [section], At), None)).ShouldBeTrue();
        await ReopenAsync();

        (await Store.Facts.ReadNodeAsync("node-1", None)).ShouldHaveSingleItem().ShouldBeEquivalentTo(section);
        (await Store.Nodes.FindAsync("node-1", None))!.LastSequence.ShouldBe(7UL);
    }

    [Fact]
    public async Task SaveReport_SameDigest_KeepsWhenItWasStored()
    {
        await EnrolAsync(Store, "node-1");
        await Store.Facts.SaveReportAsync(new StoredReport("node-1", 1, false, [Memory("node-1", 32)], At), None);
        await Store.Facts.SaveReportAsync(new StoredReport("node-1", 2, false, [Memory("node-1", 32, At.AddHours(1))], At.AddHours(1)), None);
        (await Store.Facts.ReadNodeAsync("node-1", None)).Single().StoredAt.ShouldBe(At);

        await Store.Facts.SaveReportAsync(new StoredReport("node-1", 3, false, [Memory("node-1", 64, At.AddHours(2))], At.AddHours(2)), None);
        (await Store.Facts.ReadNodeAsync("node-1", None)).Single().StoredAt.ShouldBe(At.AddHours(2));
    }

    [Fact]
    public async Task SaveReport_LowerSequence_KeepsTheHighestUnlessItRestarted()
    {
        await EnrolAsync(Store, "node-1");
        await Store.Facts.SaveReportAsync(new StoredReport("node-1", 9, false, [], At), None);
        await Store.Facts.SaveReportAsync(new StoredReport("node-1", 4, false, [], At), None);
        (await Store.Nodes.FindAsync("node-1", None))!.LastSequence.ShouldBe(9UL);

        await Store.Facts.SaveReportAsync(new StoredReport("node-1", 1, true, [], At), None);
        (await Store.Nodes.FindAsync("node-1", None))!.LastSequence.ShouldBe(1UL);
    }

    [Fact]
    public async Task SaveReport_UnknownOrRevokedNode_WritesNothing()
    {
        await EnrolAsync(Store, "node-1");
        await Store.Nodes.RevokeAsync("node-1", At, None);

        (await Store.Facts.SaveReportAsync(new StoredReport("node-1", 1, false, [Memory("node-1", 1)], At), None)).ShouldBeFalse();
        (await Store.Facts.SaveReportAsync(new StoredReport("absent", 1, false, [Memory("absent", 1)], At), None)).ShouldBeFalse();

        (await Store.Facts.ReadAllAsync(None).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task SaveReport_ManyNodesAtOnce_AllAreThere()
    {
        var ids = Enumerable.Range(0, 50).Select(i => $"node-{i:00}").ToList();
        foreach (var id in ids)
            await EnrolAsync(Store, id);

        var saved = await Task.WhenAll(ids.Select(id => Store.Facts.SaveReportAsync(new StoredReport(id, 1, false, [Memory(id, 1)], At), None)));

        saved.ShouldAllBe(s => s);
        (await Store.Facts.ReadAllAsync(None).ToListAsync()).Select(s => s.NodeId).ShouldBe(ids);
    }
}
