namespace AcpFleet.Checks.Plan;

/// <summary>A node for <see cref="FleetPlanTemplate"/>.</summary>
/// <param name="Name">Host name. Untrusted: it is quoted where needed.</param>
/// <param name="Address">IPv4 or IPv6 address.</param>
public sealed record PlanTemplateNode(string Name, string Address);
