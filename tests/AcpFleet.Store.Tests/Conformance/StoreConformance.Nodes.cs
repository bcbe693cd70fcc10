using AcpFleet.Checks.Evaluation;
using AcpFleet.Store.Nodes;
using static AcpFleet.Store.Tests.Conformance.StoreFixtures;

namespace AcpFleet.Store.Tests.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task SaveContact_KnownNode_IsThereAfterReopening()
    {
        await EnrolAsync(Store, "node-1");
        await Store.Nodes.SaveContactAsync(Contact("node-1"), None);
        await Store.Nodes.SaveContactAsync(Contact("absent"), None);
        await ReopenAsync();

        (await Store.Nodes.FindAsync("absent", None)).ShouldBeNull();
        (await Store.Nodes.FindAsync("node-1", None)).ShouldBe(new NodeRecord
        {
            Id = "node-1",
            Hostname = "cp-9",
            MachineId = "m9",
            BootId = "b9",
            Address = "192.0.2.9",
            AgentVersion = "0.2.0",
            EnrolledAt = At,
            LastSeenAt = At.AddSeconds(1),
        });
    }

    [Fact]
    public async Task SavePresence_NullMoments_LeaveWhatIsStored()
    {
        await EnrolAsync(Store, "node-1");
        await Store.Nodes.SavePresenceAsync([new NodePresence("node-1", At.AddSeconds(1), At, At.AddHours(-1), 3)], None);
        await Store.Nodes.SavePresenceAsync([new NodePresence("node-1", At.AddSeconds(2), null, null, ulong.MaxValue), new NodePresence("absent", At, At, At, 0)], None);

        var node = (await Store.Nodes.FindAsync("node-1", None))!;
        (node.LastSeenAt, node.ConfirmedAt, node.CollectedAt, node.DroppedReports).ShouldBe((At.AddSeconds(2), At, At.AddHours(-1), ulong.MaxValue));
    }

    [Fact]
    public async Task SaveClock_Measurement_IsKeptToTheTick()
    {
        await EnrolAsync(Store, "node-1");
        var clock = new ClockMeasurement(TimeSpan.FromTicks(-12_345_678_901), TimeSpan.FromTicks(4_321), 8, At.AddMinutes(5));

        await Store.Nodes.SaveClockAsync("node-1", clock, None);
        await ReopenAsync();

        (await Store.Nodes.FindAsync("node-1", None))!.Clock.ShouldBe(clock);
    }

    [Fact]
    public async Task SetPhase_After_IsKept()
    {
        await EnrolAsync(Store, "node-1");

        await Store.Nodes.SetPhaseAsync("node-1", NodePhase.After, None);

        (await Store.Nodes.FindAsync("node-1", None))!.Phase.ShouldBe(NodePhase.After);
    }

    [Fact]
    public async Task RevokeNode_Trusted_RevokesItsCertificatesAndDeletesItsFactsOnce()
    {
        await EnrolAsync(Store, "node-1");
        await Store.Facts.SaveReportAsync(new(
            "node-1", 1, false, [Memory("node-1", 1)], At), None);

        (await Store.Nodes.RevokeAsync("node-1", At.AddHours(1), None)).ShouldBeTrue();
        (await Store.Nodes.RevokeAsync("node-1", At.AddHours(2), None)).ShouldBeFalse();
        (await Store.Nodes.RevokeAsync("absent", At, None)).ShouldBeFalse();

        (await Store.Nodes.FindAsync("node-1", None))!.RevokedAt.ShouldBe(At.AddHours(1));
        (await Store.Certificates.ListAsync(None)).Single().RevokedAt.ShouldBe(At.AddHours(1));
        (await Store.Facts.ReadNodeAsync("node-1", None)).ShouldBeEmpty();
    }

    private static NodeContact Contact(string nodeId) => new()
    {
        NodeId = nodeId,
        Hostname = "cp-9",
        MachineId = "m9",
        BootId = "b9",
        Address = "192.0.2.9",
        AgentVersion = "0.2.0",
        At = At.AddSeconds(1),
    };
}
