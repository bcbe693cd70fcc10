namespace AcpFleet.Checks.Evaluation;

/// <summary>Where a node stands: some checks hold before the installation only.</summary>
public enum NodePhase
{
    Before,
    After,
}
