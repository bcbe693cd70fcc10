namespace AcpFleet.Store.Findings;

/// <summary>What came of <see cref="FindingChanges"/>.</summary>
/// <param name="Records">Every finding of <see cref="FindingChanges.Current"/> as it is stored now.</param>
/// <param name="Events">What changed, in order; empty when nothing did.</param>
public sealed record AppliedChanges(IReadOnlyList<FindingRecord> Records, IReadOnlyList<FindingEvent> Events);
