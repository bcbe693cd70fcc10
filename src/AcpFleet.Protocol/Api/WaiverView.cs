namespace AcpFleet.Protocol.Api;

/// <summary>Who accepted a finding. <paramref name="Outcome"/> is what it would be without the waiver.</summary>
public sealed record WaiverView(string Outcome, string By, DateOnly Until, string Reason);
