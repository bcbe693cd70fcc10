using AcpFleet.Protocol.V1;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>Keeps a connected node's clock measured: at once, then at the interval, sooner when it is asked for.</summary>
internal sealed class SessionClock(string nodeId, SessionServices services)
{
    /// <summary>Until a measurement that is asked for; it doubles each time, for what stays undecided is not the clock's doing.</summary>
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(10);

    private readonly ClockExchange _exchange = new(services.Time);
    private TaskCompletionSource _soon = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void MeasureSoon() => Volatile.Read(ref _soon).TrySetResult();

    public void Sent(ulong id) => _exchange.Sent(id);

    public void Answered(TimeReply reply, long stamp) => _exchange.Answered(reply, stamp);

    public async Task RunAsync(Action<CoordinatorMessage> send, CancellationToken cancellationToken)
    {
        var interval = services.Options.ClockInterval;
        var pause = s_firstPause < interval ? s_firstPause : interval;
        while (true)
        {
            await MeasureAsync(send, cancellationToken).ConfigureAwait(false);
            await Task.Delay(pause, services.Time, cancellationToken).ConfigureAwait(false);
            using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var elapsed = Task.Delay(interval - pause, services.Time, rest.Token);
            if (await Task.WhenAny(_soon.Task, elapsed).ConfigureAwait(false) != elapsed)
                pause = 2 * pause < interval ? 2 * pause : interval;
            await rest.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            Volatile.Write(ref _soon, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    private async Task MeasureAsync(Action<CoordinatorMessage> send, CancellationToken cancellationToken)
    {
        var measurement = await _exchange.MeasureAsync(
            request =>
            {
                send(new CoordinatorMessage { TimeRequest = request });
                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        if (measurement is null)
            return;
        await services.Store.Nodes.SaveClockAsync(nodeId, measurement, cancellationToken).ConfigureAwait(false);
        services.Fleet.Measured(nodeId, measurement);
        services.Judge.Request();
    }
}
