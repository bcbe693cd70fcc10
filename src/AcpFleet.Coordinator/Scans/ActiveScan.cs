using AcpFleet.Store.Scans;

namespace AcpFleet.Coordinator.Scans;

/// <summary>A scan that runs. One change at a time, for each is stored before the next.</summary>
internal sealed class ActiveScan(ScanRecord scan) : IDisposable
{
    private readonly Dictionary<string, ScanNodeRecord> _nodes = scan.Nodes.ToDictionary(n => n.NodeId);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile ScanRecord _record = scan;

    public string Id => _record.Id;

    public ScanRecord Record => _record;

    /// <summary>Ends nodes that take too long; set once the scan is under way.</summary>
    public ITimer? Limit { get; set; }

    public bool Holds(string nodeId) => _nodes.ContainsKey(nodeId);

    /// <summary>Changes nodes that have not ended, stores them, and ends the scan with its last node.</summary>
    /// <param name="change">Null leaves a node as it is.</param>
    public async Task ChangeAsync(Func<ScanNodeRecord, ScanNodeRecord?> change, Func<ScanRecord, Task> save, TimeProvider time)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            var changed = _nodes.Values.Where(n => !HasEnded(n)).Select(change).OfType<ScanNodeRecord>().ToList();
            if (_record.CompletedAt is not null || (changed.Count == 0 && !_nodes.Values.All(HasEnded)))
                return;
            foreach (var node in changed)
                _nodes[node.NodeId] = node;
            _record = _record with
            {
                Nodes = [.. _record.Nodes.Select(n => _nodes[n.NodeId])],
                CompletedAt = _nodes.Values.All(HasEnded) ? time.GetUtcNow() : null,
            };
            await save(_record with { Nodes = changed }).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        Limit?.Dispose();
        _turn.Dispose();
    }

    private static bool HasEnded(ScanNodeRecord node) => node.State is not (ScanNodeState.Pending or ScanNodeState.Collecting);
}
