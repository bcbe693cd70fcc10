namespace Grpc.Wire;

/// <summary>Calls back once when a time has passed, however long it is (timers alone hold 49 days).</summary>
internal sealed class DeadlineTimer : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _after;
    private readonly Action _due;
    private readonly ITimer _timer;

    public DeadlineTimer(TimeProvider time, TimeSpan after, Action due)
    {
        _time = time;
        _start = time.GetTimestamp();
        _after = after;
        _due = due;
        _timer = time.CreateTimer(
            static timer => ((DeadlineTimer)timer!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(NextWait(after), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private static TimeSpan NextWait(TimeSpan left) => left > LongestWait ? LongestWait : left;

    private void Tick()
    {
        var left = _after - _time.GetElapsedTime(_start);
        if (left > TimeSpan.Zero)
            _timer.Change(NextWait(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
        else
            _due();
    }
}
