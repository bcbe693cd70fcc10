namespace AcpFleet.Store.Plans;

/// <summary>A fleet plan as it was given.</summary>
/// <param name="Version">Counts up from 1.</param>
public sealed record PlanRecord(long Version, string Name, string Text, DateTimeOffset StoredAt);
