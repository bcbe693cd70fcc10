namespace AcpFleet.Daemon;

/// <summary>
/// Shows systemd signs of life for as long as the service shows progress to it. Where that ends, or never answers, the
/// signs end too, and systemd restarts the service.
/// </summary>
public sealed class ServiceWatchdog : IAsyncDisposable
{
    private const int SignsPerInterval = 3;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    private ServiceWatchdog(ServiceNotifier notifier, Func<CancellationToken, ValueTask<bool>> progress, TimeProvider time) =>
        _loop = notifier.WatchdogInterval is { } interval
            ? Task.Run(() => WatchAsync(notifier, progress, interval / SignsPerInterval, time, _stopping.Token))
            : Task.CompletedTask;

    /// <summary>Begins to watch; does nothing where systemd does not ask for it.</summary>
    /// <param name="progress">Asked several times in the watchdog's interval: whether the service's work goes on.</param>
    public static ServiceWatchdog Start(ServiceNotifier notifier, Func<CancellationToken, ValueTask<bool>> progress, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(notifier);
        ArgumentNullException.ThrowIfNull(progress);
        return new ServiceWatchdog(notifier, progress, time);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private static async Task WatchAsync(ServiceNotifier notifier, Func<CancellationToken, ValueTask<bool>> progress, TimeSpan period, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(period, time);
        do
        {
            if (await progress(cancellationToken).ConfigureAwait(false))
                notifier.Alive();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }
}
