using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Session;

/// <summary>What one collection brought.</summary>
/// <param name="LastSequence">The last report that it put into the spool, or that was there before.</param>
/// <param name="Changed">Kinds that differ from what the coordinator knows or will know.</param>
internal sealed record ScanOutcome(DateTimeOffset CollectedAt, TimeSpan Took, IReadOnlyList<SectionKind> Changed, ulong LastSequence);
