using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Fleet;

/// <summary>What a fleet check found about one subject: the fleet, or a pair of nodes.</summary>
internal sealed record SubjectResult(Subject Subject, CheckResult Result);
