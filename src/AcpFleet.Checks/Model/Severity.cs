namespace AcpFleet.Checks.Model;

/// <summary>What a failing check means for readiness.</summary>
public enum Severity
{
    /// <summary>Blocks readiness: the guide's ✅, its ⚠️ where the condition holds, and what makes its procedure impossible.</summary>
    Required,

    /// <summary>Recommended figures and best practice: never blocks.</summary>
    Advisory,
}
