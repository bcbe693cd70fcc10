namespace AcpFleet.Checks.Evaluation;

/// <summary>Judges a fleet: every check on every node, the nodes against each other, the plan, waivers, readiness.</summary>
public static class FleetEvaluator
{
    public static FleetEvaluation Evaluate(FleetSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new FleetEvaluation { Findings = [], Nodes = [], FleetBlocking = 0, Ready = false };
    }
}
