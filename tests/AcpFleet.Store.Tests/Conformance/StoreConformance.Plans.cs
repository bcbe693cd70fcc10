using AcpFleet.Store.Plans;
using static AcpFleet.Store.Tests.Conformance.StoreFixtures;

namespace AcpFleet.Store.Tests.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task SavePlan_NewText_IsTheNextVersion_SameTextIsNone()
    {
        (await Store.Plans.FindAsync(None)).ShouldBeNull();

        (await Store.Plans.SaveAsync("prod", "name: prod\n", At, None)).ShouldBe(new PlanRecord(1, "prod", "name: prod\n", At));
        (await Store.Plans.SaveAsync("prod", "name: prod\n", At.AddHours(1), None)).StoredAt.ShouldBe(At);
        (await Store.Plans.SaveAsync("prod", "name: prod # 二\n", At.AddHours(2), None)).Version.ShouldBe(2);
        await ReopenAsync();

        (await Store.Plans.FindAsync(None)).ShouldBe(new PlanRecord(2, "prod", "name: prod # 二\n", At.AddHours(2)));
    }

    [Fact]
    public async Task Settings_AddAndSet_KeepTheFirstAndTheLast()
    {
        (await Store.Settings.FindAsync("fleet", None)).ShouldBeNull();
        (await Store.Settings.AddAsync("fleet", "one", None)).ShouldBe("one");
        (await Store.Settings.AddAsync("fleet", "two", None)).ShouldBe("one");
        await Store.Settings.SetAsync("fleet", "three", None);
        await ReopenAsync();

        (await Store.Settings.FindAsync("fleet", None)).ShouldBe("three");
    }
}
