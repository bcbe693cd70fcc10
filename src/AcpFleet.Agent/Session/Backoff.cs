namespace AcpFleet.Agent.Session;

/// <summary>
/// Waits between attempts to connect: exponential with full jitter, so that a fleet that lost its coordinator does not
/// come back all at once. The nth wait is uniform between 0 and min(<see cref="Maximum"/>, 1 s × 1.6ⁿ).
/// </summary>
internal sealed class Backoff(Func<double> random)
{
    private const double Factor = 1.6;

    private int _attempts;

    public static TimeSpan First { get; } = TimeSpan.FromSeconds(1);

    public static TimeSpan Maximum { get; } = TimeSpan.FromSeconds(120);

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        var ceiling = Math.Min(Maximum.TotalSeconds, First.TotalSeconds * Math.Pow(Factor, _attempts));
        if (ceiling < Maximum.TotalSeconds)
            _attempts++;
        return TimeSpan.FromSeconds(ceiling * random());
    }

    /// <summary>A connection was welcomed: the next failure starts anew.</summary>
    public void Reset() => _attempts = 0;
}
