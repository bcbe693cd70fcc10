using System.Net;
using AcpFleet.Coordinator.Access;
using AcpFleet.Coordinator.Configuration;

namespace AcpFleet.Coordinator.Enrolment;

/// <summary>Failed tries of join tokens, by peer.</summary>
internal sealed class EnrolmentThrottle(CoordinatorOptions options, TimeProvider time)
{
    private readonly AttemptThrottle _attempts = new(options.Limits.FailuresPerMinute, time);

    public bool MayTry(IPAddress peer) => _attempts.MayTry(peer);

    public void CountFailure(IPAddress peer) => _attempts.CountFailure(peer);
}
