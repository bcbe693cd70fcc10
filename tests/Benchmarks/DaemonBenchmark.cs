using System.Diagnostics;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.Benchmarks;

/// <summary>
/// Our agent beside agents that people run today, in one run and in turn: size, start, idle memory and CPU. Ours is
/// connected over mTLS, with a heartbeat each 30 s and a rescan each minute; the others listen and nobody asks them.
/// </summary>
internal sealed class DaemonBenchmark(int runs)
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(3);

    public async Task<IReadOnlyList<DaemonFigures>> RunAsync()
    {
        using var directory = new TemporaryDirectory();
        await using var coordinator = await TestCoordinator.StartAsync(
            directory["coordinator"], null, "--scan-interval", "1m", "--heartbeat-interval", "30s");
        var peers = PeerDaemon.All.Where(peer => peer.IsInstalled).ToList();
        var starts = new[] { new Sample() }.Concat(peers.Select(_ => new Sample())).ToList();
        for (var run = -1; run < runs; run++)
        {
            var (agent, first) = await StartAgentAsync(directory[$"agent{run}"], coordinator);
            await agent.DisposeAsync();
            Add(run, starts[0], first);
            for (var peer = 0; peer < peers.Count; peer++)
            {
                var (process, milliseconds) = await peers[peer].StartAsync(Empty(directory[$"{peers[peer].Name}{run}"]));
                await process.DisposeAsync();
                Add(run, starts[peer + 1], milliseconds);
            }
        }

        return await IdleAsync(directory, coordinator, peers, starts);
    }

    private static async Task<IReadOnlyList<DaemonFigures>> IdleAsync(
        TemporaryDirectory directory, TestCoordinator coordinator, List<PeerDaemon> peers, List<Sample> starts)
    {
        var (agent, _) = await StartAgentAsync(directory["agent"], coordinator);
        await using var ours = agent;
        var idle = new List<(TestProcess Process, double Cpu)> { (agent.Process, 0) };
        try
        {
            foreach (var peer in peers)
                idle.Add(((await peer.StartAsync(Empty(directory[peer.Name]))).Process, 0));
            // What a start leaves to do is over before the idle time begins.
            await Task.Delay(TimeSpan.FromSeconds(15));
            idle = [.. idle.Select(daemon => daemon with { Cpu = ProcessTree.CpuSeconds(daemon.Process.Id) })];
            await Task.Delay(IdleTime);
            var figures = new List<DaemonFigures>();
            for (var at = 0; at < idle.Count; at++)
            {
                var peer = at == 0 ? null : peers[at - 1];
                var cpu = (ProcessTree.CpuSeconds(idle[at].Process.Id) - idle[at].Cpu) / IdleTime.TotalSeconds * 100;
                var (package, installed) = peer is null ? await PackageSize.OfOurAgentAsync() : await PackageSize.OfInstalledAsync(peer.Package);
                figures.Add(new DaemonFigures(
                    peer?.Name ?? "acpfleet-agent", new FileInfo(peer?.Executable ?? Repository.NativeAgent).Length, package, installed,
                    starts[at], ProcessTree.Memory(idle[at].Process.Id), cpu));
            }

            return figures;
        }
        finally
        {
            foreach (var (process, _) in idle.Skip(1))
                await process.DisposeAsync();
        }
    }

    /// <summary>Milliseconds from exec to the arrival here of its line on the first acknowledged report.</summary>
    private static async Task<(TestAgent Agent, double Milliseconds)> StartAgentAsync(string state, TestCoordinator coordinator)
    {
        var agent = new TestAgent(state, coordinator);
        await agent.EnrolAsync();
        var started = Stopwatch.GetTimestamp();
        agent.Start();
        await agent.Process.WaitForAsync("First report acknowledged");
        return (agent, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static void Add(int run, Sample sample, double value)
    {
        if (run >= 0) // the one before is the warm-up
            sample.Add(value);
    }

    private static string Empty(string directory)
    {
        Directory.CreateDirectory(directory);
        return directory;
    }
}
