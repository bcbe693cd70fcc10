namespace AcpFleet.Store.Facts;

/// <summary>A report to commit: the sections of it that count, and its place in the agent's sequence.</summary>
/// <param name="Sequence">Kept when it is the highest, or when <paramref name="SequenceRestarted"/>.</param>
/// <param name="SequenceRestarted">The agent lost its count and began again.</param>
/// <param name="Sections">May be empty: then only the sequence is kept.</param>
public sealed record StoredReport(string NodeId, ulong Sequence, bool SequenceRestarted, IReadOnlyList<SectionRecord> Sections, DateTimeOffset At);
