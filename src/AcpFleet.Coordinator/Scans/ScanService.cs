using System.Collections.Concurrent;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Evaluation;
using AcpFleet.Coordinator.Fleet;
using AcpFleet.Protocol.Sections;
using AcpFleet.Protocol.V1;
using AcpFleet.Store;
using AcpFleet.Store.Scans;

namespace AcpFleet.Coordinator.Scans;

/// <summary>
/// Rounds of collecting: asked for, on schedule, or for a node that was never collected. A node counts as completed when
/// the judgement of what it reported is stored, so that whoever waits for a scan reads its findings after it.
/// </summary>
internal sealed class ScanService(IFleetStore store, FleetState fleet, FleetJudge judge, SessionRegistry registry, CoordinatorOptions options, TimeProvider time, ILogger<ScanService> logger)
{
    /// <summary>Scans that people asked for and that run at a time.</summary>
    private const int MostRequested = 16;

    /// <summary>Scans that stay in the store.</summary>
    private const int Kept = 200;

    private readonly ConcurrentDictionary<string, ActiveScan> _active = new();

    /// <summary>False: enough scans that were asked for are running.</summary>
    public bool MayRequest => _active.Values.Count(s => s.Trigger == ScanTrigger.Requested) < MostRequested;

    /// <summary>Begins a scan. Nodes that are not connected are offline at once; a scan of none but those has ended when this returns.</summary>
    public async Task<ScanRecord> StartAsync(ScanTrigger trigger, IReadOnlyList<FleetNode> nodes, CancellationToken cancellationToken)
    {
        var sessions = nodes.ToDictionary(n => n.Id, n => registry.Find(n.Id));
        var names = judge.Latest?.Names;
        var scan = new ActiveScan(new ScanRecord
        {
            Id = Guid.NewGuid().ToString("D"),
            Trigger = trigger,
            StartedAt = time.GetUtcNow(),
            Nodes =
            [
                .. nodes
                    .Select(n => new ScanNodeRecord
                    {
                        NodeId = n.Id,
                        Name = names?.GetValueOrDefault(n.Id) ?? n.Hostname,
                        State = sessions[n.Id] is null ? ScanNodeState.Offline : ScanNodeState.Pending,
                    })
                    .OrderBy(n => n.Name, StringComparer.Ordinal).ThenBy(n => n.NodeId, StringComparer.Ordinal),
            ],
        });
        await store.Scans.PruneAsync(Kept, cancellationToken).ConfigureAwait(false);
        await store.Scans.SaveAsync(scan.Record, cancellationToken).ConfigureAwait(false);
        _active[scan.Id] = scan;
        scan.Limit = time.CreateTimer(_ => _ = TimeOutAsync(scan), null, options.ScanTimeLimit, Timeout.InfiniteTimeSpan);
        foreach (var session in sessions.Values.OfType<AgentSession>())
            session.Send(new CoordinatorMessage { ScanRequest = new ScanRequest { ScanId = scan.Id } });
        // A session that ended before it could be seen here is not waited for.
        await ApplyAsync(scan, save => scan.ChangeAllAsync(n => registry.Find(n.NodeId) is null, ScanNodeState.Offline, save, time)).ConfigureAwait(false);
        return scan.Record;
    }

    public Task StartFirstReportAsync(string nodeId, CancellationToken cancellationToken) =>
        fleet.TryGet(nodeId, out var node) ? StartAsync(ScanTrigger.FirstReport, [node], cancellationToken) : Task.CompletedTask;

    public async Task<ScanRecord?> FindAsync(string scanId, CancellationToken cancellationToken) =>
        _active.TryGetValue(scanId, out var scan) ? scan.Record : await store.Scans.FindAsync(scanId, cancellationToken).ConfigureAwait(false);

    public async Task StartedAsync(string nodeId, string scanId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_active.TryGetValue(scanId, out var scan))
            await ChangeAsync(scan, nodeId, n => n with { State = ScanNodeState.Collecting }).ConfigureAwait(false);
    }

    public async Task CompletedAsync(string nodeId, ScanCompleted completed, CancellationToken cancellationToken)
    {
        if (!_active.TryGetValue(completed.ScanId, out var scan) || !scan.Holds(nodeId))
            return;
        try
        {
            await judge.WaitAsync(judge.Request(), cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            // Not completed, since its findings are not there; the scan's own limit ends it. The link stays up.
            ScanLog.NotStored(logger, scan.Id, e.Message);
            return;
        }

        await ChangeAsync(scan, nodeId, n => n with
        {
            State = ScanNodeState.Completed,
            Took = WireTime.Read(completed.Took),
            Changed = [.. completed.Changed.Distinct().Where(SectionKinds.All.Contains).Order().Select(SectionKinds.NameOf)],
        }).ConfigureAwait(false);
    }

    /// <summary>A node that is lost in the course of a scan is offline in it.</summary>
    public void Disconnected(string nodeId)
    {
        foreach (var scan in _active.Values.Where(s => s.Holds(nodeId)))
            _ = ChangeAsync(scan, nodeId, n => n with { State = ScanNodeState.Offline });
    }

    private Task TimeOutAsync(ActiveScan scan) => ApplyAsync(scan, save => scan.ChangeAllAsync(_ => true, ScanNodeState.TimedOut, save, time));

    private Task ChangeAsync(ActiveScan scan, string nodeId, Func<ScanNodeRecord, ScanNodeRecord> change) =>
        ApplyAsync(scan, save => scan.ChangeAsync(nodeId, change, save, time));

    private async Task ApplyAsync(ActiveScan scan, Func<Func<ScanRecord, Task>, Task> apply)
    {
        try
        {
            await apply(record => store.Scans.SaveAsync(record, CancellationToken.None)).ConfigureAwait(false);
        }
        catch (StoreException e)
        {
            // What is in memory is right and stays; at the next start the store's own rest is ended as timed out.
            ScanLog.NotStored(logger, scan.Id, e.Message);
            return;
        }

        if (!scan.IsCompleted || !_active.TryRemove(scan.Id, out _))
            return;
        var record = scan.Record;
        ScanLog.Completed(logger, scan.Id, scan.Trigger, record.Nodes.Count, record.Nodes.Count(n => n.State == ScanNodeState.Completed));
        scan.Limit?.Dispose();
    }
}
