using System.Collections.Immutable;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Profiles;
using AcpFleet.Coordinator.Fleet;
using AcpFleet.Store;

namespace AcpFleet.Coordinator.Evaluation;

/// <summary>
/// Judges the fleet whenever something changed, one judgement at a time: what changes while one runs is in the next.
/// A judgement counts once the store has its findings. At start everything is judged again, so that a crash between the
/// commit of facts and that of findings loses nothing.
/// </summary>
internal sealed partial class FleetJudge(IFleetStore store, FleetState fleet, CurrentPlan plan, TimeProvider time, ILogger<FleetJudge> logger) : IAsyncDisposable
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _requested = NewSignal();
    private TaskCompletionSource _judged = NewSignal();
    private FindingImage _image = new([]);
    private volatile Verdict? _latest;
    private bool _disposed;
    private long _requests;
    private long _served;
    private Task _loop = Task.CompletedTask;

    /// <summary>Null before the first judgement.</summary>
    public Verdict? Latest => _latest;

    /// <summary>Raised after each stored judgement, on the judge's own flow: handlers must be quick and must not throw.</summary>
    public event Action<Verdict>? Judged;

    /// <summary>Loads what is stored, judges once, and goes on judging on request.</summary>
    /// <exception cref="StoreException">The first judgement cannot be stored.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _image = new FindingImage(await store.Findings.ListAsync(cancellationToken).ConfigureAwait(false));
        _latest = await JudgeAsync(cancellationToken).ConfigureAwait(false);
        _loop = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
    }

    /// <summary>Asks for a judgement of everything as it is now.</summary>
    /// <returns>For <see cref="WaitAsync"/>.</returns>
    public long Request()
    {
        lock (_gate)
        {
            _requested.TrySetResult();
            return ++_requests;
        }
    }

    /// <summary>Returns when a judgement that began after the request is stored.</summary>
    /// <exception cref="StoreException">It cannot be stored for now: a full disk, say. It is tried again.</exception>
    public async Task WaitAsync(long request, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task judged;
            lock (_gate)
            {
                if (_served >= request)
                    return;
                judged = _judged.Task;
            }

            await judged.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>May be called twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _requested.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            long request;
            lock (_gate)
            {
                _requested = NewSignal();
                request = _requests;
            }

            while (await TryJudgeAsync(cancellationToken).ConfigureAwait(false) is { } fault)
            {
                FailWaiters(fault);
                await Task.Delay(s_retryAfter, time, cancellationToken).ConfigureAwait(false);
            }

            lock (_gate)
            {
                _served = request;
                _judged.TrySetResult();
                _judged = NewSignal();
            }
        }
    }

    /// <summary>Whoever waits now hears what is wrong, at once; the judgement itself is tried again.</summary>
    private void FailWaiters(Exception fault)
    {
        lock (_gate)
        {
            _judged.TrySetException(fault);
            _ = _judged.Task.Exception; // observed, also when nobody waited
            _judged = NewSignal();
        }
    }

    /// <returns>What went wrong, or null.</returns>
    private async Task<Exception?> TryJudgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var verdict = await JudgeAsync(cancellationToken).ConfigureAwait(false);
            _latest = verdict;
            Judged?.Invoke(verdict);
            return null;
        }
#pragma warning disable CA1031 // a fault in one judgement must not end judging; it is logged and tried again
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(logger, e, e.Message);
            return e;
        }
    }

    private async Task<Verdict> JudgeAsync(CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var fleetPlan = plan.Plan;
        var nodes = fleet.List();
        var stale = nodes.Where(fleet.IsStale).Select(n => n.Id).ToHashSet();
        var snapshot = new FleetSnapshot
        {
            Nodes = [.. nodes.Select(n => SnapshotOf(n, fleetPlan, stale))],
            Plan = fleetPlan,
            Profile = BuiltInProfiles.Get(fleetPlan?.Profile ?? BuiltInProfiles.DefaultId),
            At = at,
        };
        var evaluation = FleetEvaluator.Evaluate(snapshot);
        if (_image.Compare(evaluation.Findings, at) is { } changes)
        {
            var applied = await store.Findings.ApplyAsync(changes, cancellationToken).ConfigureAwait(false);
            _image.Apply(changes, applied);
        }

        var names = snapshot.Nodes.ToImmutableDictionary(n => n.Id, n => n.Name);
        var readiness = evaluation.Nodes.GroupBy(n => n.NodeId).ToImmutableDictionary(n => n.Key, n => n.First());
        return new Verdict(evaluation, _image.List(), names, readiness, stale, snapshot.Profile.Id, at);
    }

    private static NodeSnapshot SnapshotOf(FleetNode node, FleetPlan? plan, HashSet<string> stale) => new()
    {
        Id = node.Id,
        Name = NodeNaming.NameOf(node.Sections.Facts, node.Hostname, plan),
        Facts = node.Sections.Facts,
        Stale = stale.Contains(node.Id),
        Phase = node.Record.Phase,
        Clock = node.Record.Clock,
    };

    [LoggerMessage(1, LogLevel.Error, "the fleet could not be judged and is tried again: {Reason}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string reason);
}
