using AcpFleet.Checks.Model;

namespace AcpFleet.Store.Findings;

/// <summary>What one judgement says that may differ from what is stored.</summary>
/// <param name="Current">Findings as they are now; those that stand unchanged may be left out.</param>
/// <param name="Gone">Findings that no longer exist: the node left, or its check does.</param>
/// <param name="At">The moment of the judgement.</param>
public sealed record FindingChanges(IReadOnlyList<Finding> Current, IReadOnlyList<FindingKey> Gone, DateTimeOffset At);
