namespace AcpFleet.Checks.Model;

/// <summary>Who accepted a finding, why, and until when.</summary>
/// <param name="Outcome">What the outcome would be without the waiver: fail or unknown.</param>
/// <param name="By">The operator.</param>
/// <param name="Until">The last day on which it holds.</param>
/// <param name="Reason">Why, in the operator's words.</param>
public sealed record AppliedWaiver(Outcome Outcome, string By, DateOnly Until, string Reason);
