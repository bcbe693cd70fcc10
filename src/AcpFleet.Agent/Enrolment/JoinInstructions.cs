using AcpFleet.Agent.Identity;
using AcpFleet.Protocol.Identity;

namespace AcpFleet.Agent.Enrolment;

/// <summary>What a join file says.</summary>
internal sealed record JoinInstructions(CoordinatorAddress Coordinator, JoinToken Token);
