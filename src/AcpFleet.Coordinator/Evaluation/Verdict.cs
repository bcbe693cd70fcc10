using AcpFleet.Checks.Evaluation;
using AcpFleet.Store.Findings;

namespace AcpFleet.Coordinator.Evaluation;

/// <summary>The latest judgement of the fleet, stored.</summary>
/// <param name="Findings">In the order of their checks and subjects.</param>
/// <param name="Names">What each node is called: the plan's name, else its hostname.</param>
/// <param name="Readiness">By node id.</param>
/// <param name="Stale">Nodes judged as stale.</param>
internal sealed record Verdict(
    FleetEvaluation Evaluation,
    IReadOnlyList<FindingRecord> Findings,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyDictionary<string, NodeReadiness> Readiness,
    IReadOnlySet<string> Stale,
    string Profile,
    DateTimeOffset At);
