using System.Net;

namespace AcpFleet.Coordinator.Access;

/// <summary>Keeps one noisy peer from filling the log: a few lines per peer and minute, then a count of what was left out.</summary>
internal sealed class LineLimit(TimeProvider time)
{
    private const int LinesPerMinute = 10;

    private readonly AttemptThrottle _written = new(LinesPerMinute, time);
    private int _suppressed;

    /// <param name="suppressed">Lines of any peer left out since the last one that was written.</param>
    public bool MayWrite(IPAddress peer, out int suppressed)
    {
        suppressed = 0;
        if (!_written.MayTry(peer))
        {
            Interlocked.Increment(ref _suppressed);
            return false;
        }

        _written.CountFailure(peer);
        suppressed = Interlocked.Exchange(ref _suppressed, 0);
        return true;
    }
}
