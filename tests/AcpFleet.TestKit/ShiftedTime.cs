namespace AcpFleet.TestKit;

/// <summary>The system's time with a wall clock that is wrong by a fixed amount.</summary>
public sealed class ShiftedTime(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
