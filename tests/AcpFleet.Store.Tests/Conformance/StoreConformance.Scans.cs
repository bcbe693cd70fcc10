using AcpFleet.Store.Scans;
using static AcpFleet.Store.Tests.Conformance.StoreFixtures;

namespace AcpFleet.Store.Tests.Conformance;

public abstract partial class StoreConformance
{
    [Fact]
    public async Task SaveScan_Progress_IsThereAfterReopening()
    {
        var scan = Scan("s1", At, ScanNodeState.Pending);
        await Store.Scans.SaveAsync(scan, None);
        var done = scan with
        {
            CompletedAt = At.AddSeconds(2),
            Nodes = [scan.Nodes[0] with { State = ScanNodeState.Completed, Took = TimeSpan.FromMilliseconds(1.5), Changed = ["memory", "os"] }],
        };

        await Store.Scans.SaveAsync(done, None);
        await ReopenAsync();

        var stored = (await Store.Scans.FindAsync("s1", None))!;
        (stored with { Nodes = done.Nodes }).ShouldBe(done);
        var node = stored.Nodes.ShouldHaveSingleItem();
        (node with { Changed = done.Nodes[0].Changed }).ShouldBe(done.Nodes[0]);
        node.Changed.ShouldBe(["memory", "os"]);
        (await Store.Scans.FindAsync("absent", None)).ShouldBeNull();
    }

    [Fact]
    public async Task InterruptRunning_AfterAStop_EndsWhatHadNotEnded()
    {
        await Store.Scans.SaveAsync(Scan("running", At, ScanNodeState.Collecting), None);
        await Store.Scans.SaveAsync(Scan("done", At, ScanNodeState.Completed) with { CompletedAt = At }, None);
        await ReopenAsync();

        (await Store.Scans.InterruptRunningAsync(At.AddHours(1), None)).ShouldBe(1);
        (await Store.Scans.InterruptRunningAsync(At.AddHours(2), None)).ShouldBe(0);

        var running = (await Store.Scans.FindAsync("running", None))!;
        (running.CompletedAt, running.Nodes[0].State).ShouldBe((At.AddHours(1), ScanNodeState.TimedOut));
        var done = (await Store.Scans.FindAsync("done", None))!;
        (done.CompletedAt, done.Nodes[0].State).ShouldBe((At, ScanNodeState.Completed));
    }

    [Fact]
    public async Task PruneScans_KeepsTheNewestAndTheRunning()
    {
        await Store.Scans.SaveAsync(Scan("running", At.AddDays(-1), ScanNodeState.Pending), None);
        for (var i = 0; i < 5; i++)
            await Store.Scans.SaveAsync(Scan($"s{i}", At.AddMinutes(i), ScanNodeState.Completed) with { CompletedAt = At.AddMinutes(i) }, None);

        (await Store.Scans.PruneAsync(2, None)).ShouldBe(3);

        (await Store.Scans.ListAsync(9, None)).Select(s => s.Id).ShouldBe(["s4", "s3", "running"]);
        (await Store.Scans.ListAsync(1, None)).Select(s => s.Id).ShouldBe(["s4"]);
    }

    private static ScanRecord Scan(string id, DateTimeOffset at, ScanNodeState state) => new()
    {
        Id = id,
        Trigger = ScanTrigger.FirstReport,
        StartedAt = at,
        Nodes = [new ScanNodeRecord { NodeId = "node-1", Name = "cp-1", State = state }],
    };
}
