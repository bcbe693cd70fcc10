using AcpFleet.Protocol.V1;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>Keeps a connected node's clock measured: at once, then at the interval, sooner when it is asked for.</summary>
internal sealed class SessionClock(string nodeId, SessionServices services)
{
    /// <summary>However often it is asked for, a node is not measured more often than this.</summary>
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromSeconds(10);

    private readonly ClockExchange _exchange = new(services.Time);
    private TaskCompletionSource _soon = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void MeasureSoon() => Volatile.Read(ref _soon).TrySetResult();

    public void Sent(ulong id) => _exchange.Sent(id);

    public void Answered(TimeReply reply, long stamp) => _exchange.Answered(reply, stamp);

    public async Task RunAsync(Action<CoordinatorMessage> send, CancellationToken cancellationToken)
    {
        while (true)
        {
            await MeasureAsync(send, cancellationToken).ConfigureAwait(false);
            await Task.Delay(Shorter(s_shortestPause), services.Time, cancellationToken).ConfigureAwait(false);
            await Task.WhenAny(_soon.Task, Task.Delay(services.Options.ClockInterval, services.Time, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            Volatile.Write(ref _soon, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    private TimeSpan Shorter(TimeSpan pause) => pause < services.Options.ClockInterval ? pause : services.Options.ClockInterval;

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
