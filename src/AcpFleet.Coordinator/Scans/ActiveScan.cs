using AcpFleet.Store.Scans;

namespace AcpFleet.Coordinator.Scans;

/// <summary>A scan that runs. One change at a time, for each is stored before the next; a change costs the same however many nodes there are.</summary>
internal sealed class ActiveScan : IDisposable
{
    private readonly ScanRecord _begun;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ScanNodeRecord> _nodes;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _open;
    private DateTimeOffset? _completedAt;

    public ActiveScan(ScanRecord scan)
    {
        _begun = scan;
        _nodes = scan.Nodes.ToDictionary(n => n.NodeId);
        _open = scan.Nodes.Count(n => !HasEnded(n));
    }

    public string Id => _begun.Id;

    public ScanTrigger Trigger => _begun.Trigger;

    public bool IsCompleted
    {
        get
        {
            lock (_gate)
                return _completedAt is not null;
        }
    }

    /// <summary>The scan as it stands.</summary>
    public ScanRecord Record
    {
        get
        {
            lock (_gate)
                return _begun with { CompletedAt = _completedAt, Nodes = [.. _begun.Nodes.Select(n => _nodes[n.NodeId])] };
        }
    }

    /// <summary>Ends nodes that take too long; set once the scan is under way.</summary>
    public ITimer? Limit { get; set; }

    public bool Holds(string nodeId) => _nodes.ContainsKey(nodeId);

    /// <summary>Changes one node, if it has not ended.</summary>
    public Task ChangeAsync(string nodeId, Func<ScanNodeRecord, ScanNodeRecord> change, Func<ScanRecord, Task> save, TimeProvider time) =>
        ApplyAsync(() => _nodes.TryGetValue(nodeId, out var node) && !HasEnded(node) ? [change(node)] : [], save, time);

    /// <summary>Changes every node that has not ended and that the condition holds for.</summary>
    public Task ChangeAllAsync(Func<ScanNodeRecord, bool> condition, ScanNodeState state, Func<ScanRecord, Task> save, TimeProvider time) =>
        ApplyAsync(() => [.. _nodes.Values.Where(n => !HasEnded(n) && condition(n)).Select(n => n with { State = state })], save, time);

    public void Dispose()
    {
        Limit?.Dispose();
        _turn.Dispose();
    }

    private static bool HasEnded(ScanNodeRecord node) => node.State is not (ScanNodeState.Pending or ScanNodeState.Collecting);

    private async Task ApplyAsync(Func<List<ScanNodeRecord>> changes, Func<ScanRecord, Task> save, TimeProvider time)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            List<ScanNodeRecord> changed;
            lock (_gate)
            {
                changed = changes();
                foreach (var node in changed)
                    _nodes[node.NodeId] = node;
                _open -= changed.Count(HasEnded);
                if (_completedAt is not null || (changed.Count == 0 && _open > 0))
                    return;
                _completedAt = _open == 0 ? time.GetUtcNow() : null;
            }

            await save(_begun with { CompletedAt = _completedAt, Nodes = changed }).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
