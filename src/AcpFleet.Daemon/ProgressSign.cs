namespace AcpFleet.Daemon;

/// <summary>
/// A loop's promise to show progress within a time: made anew with each step, so that a loop which hangs is overdue and
/// one that sleeps for hours by design is not. Measured by the monotonic clock. Safe for concurrent callers.
/// </summary>
public sealed class ProgressSign(TimeProvider time)
{
    private long _madeAt;
    private long _allowedTicks = long.MaxValue;

    /// <summary>The loop is later than it promised.</summary>
    public bool IsOverdue => time.GetElapsedTime(Volatile.Read(ref _madeAt)).Ticks > Volatile.Read(ref _allowedTicks);

    /// <summary>Promises the next step within a time.</summary>
    public void ExpectWithin(TimeSpan allowed)
    {
        // In this order a reader between the two sees the old promise as younger than it is, never as broken.
        Volatile.Write(ref _madeAt, time.GetTimestamp());
        Volatile.Write(ref _allowedTicks, allowed.Ticks);
    }
}
