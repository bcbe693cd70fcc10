using AcpFleet.Checks.Model;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Evaluation;
using AcpFleet.Coordinator.Scans;
using AcpFleet.Store;
using AcpFleet.Store.Scans;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>What happens by the clock: scheduled scans, facts that grow stale, waivers that end, presence to the store.</summary>
internal sealed partial class FleetUpkeep(IFleetStore store, FleetState fleet, FleetJudge judge, SessionRegistry registry, ScanService scans, CoordinatorOptions options, TimeProvider time, ILogger<FleetUpkeep> logger) : IAsyncDisposable
{
    private const string ClockSkew = "fleet.clock-skew";

    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_historyKept = TimeSpan.FromDays(90);

    private readonly CancellationTokenSource _stopping = new();
    private Task[] _loops = [];
    private bool _disposed;

    public void Start()
    {
        judge.Judged += MeasureUndecidedClocks;
        if (judge.Latest is { } verdict)
            MeasureUndecidedClocks(verdict);
        _loops = [LoopAsync(s_round, RoundAsync), LoopAsync(options.ScanInterval, ScanAsync), LoopAsync(TimeSpan.FromHours(24), PruneAsync)];
    }

    /// <summary>May be called twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        judge.Judged -= MeasureUndecidedClocks;
        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (var loop in _loops)
            await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task LoopAsync(TimeSpan period, Func<CancellationToken, Task> work)
    {
        using var timer = new PeriodicTimer(period, time);
        while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
        {
            try
            {
                await work(_stopping.Token).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // whatever went wrong in one round must not end the rounds; it is logged
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogFailed(logger, e.Message);
            }
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        await fleet.SavePresenceAsync(cancellationToken).ConfigureAwait(false);
        var verdict = judge.Latest;
        var stale = fleet.List().Where(fleet.IsStale).Select(n => n.Id).ToHashSet();
        if (verdict is null || !stale.SetEquals(verdict.Stale) || verdict.At.UtcDateTime.Date != time.GetUtcNow().UtcDateTime.Date)
            judge.Request();
    }

    private async Task ScanAsync(CancellationToken cancellationToken)
    {
        var connected = fleet.List().Where(n => n.Connected).ToList();
        if (connected.Count > 0)
            await scans.StartAsync(ScanTrigger.Scheduled, connected, cancellationToken).ConfigureAwait(false);
    }

    private Task PruneAsync(CancellationToken cancellationToken) =>
        store.Findings.PruneEventsAsync(time.GetUtcNow() - s_historyKept, cancellationToken);

    private void MeasureUndecidedClocks(Verdict verdict)
    {
        if (!verdict.Findings.Any(f => f.Finding.CheckId == ClockSkew && f.Finding.Outcome == Outcome.Unknown))
            return;
        foreach (var session in registry.List())
            session.MeasureClock();
    }

    [LoggerMessage(1, LogLevel.Error, "regular upkeep failed and is tried again: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
