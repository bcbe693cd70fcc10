using System.IO.Pipelines;

namespace Grpc.Wire;

/// <summary>
/// Wakes a reader whose message does not get finished in time. Transports have no lower bound on the rate of a
/// duplex stream, so a peer could otherwise hold half a message in memory for ever.
/// </summary>
internal sealed class UnfinishedMessageWatch(PipeReader input, TimeProvider time, TimeSpan limit) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _expired;

    /// <summary>Whether the message that is being read took too long.</summary>
    public bool Expired
    {
        get
        {
            lock (_gate)
                return _expired;
        }
    }

    public TimeSpan Limit => limit;

    /// <summary>Starts the time of one message; does nothing while it runs.</summary>
    public void Start()
    {
        if (limit == Timeout.InfiniteTimeSpan)
            return;
        lock (_gate)
            _timer ??= time.CreateTimer(static watch => ((UnfinishedMessageWatch)watch!).Expire(), this, limit, Timeout.InfiniteTimeSpan);
    }

    public void Stop()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
            _expired = false;
        }
    }

    public void Dispose() => Stop();

    private void Expire()
    {
        lock (_gate)
        {
            // A callback may still run after its timer was disposed.
            if (_timer is null)
                return;
            _expired = true;
        }
        input.CancelPendingRead();
    }
}
