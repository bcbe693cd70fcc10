namespace AcpFleet.Checks.Plan;

/// <summary><c>registry</c> in the plan.</summary>
public sealed record RegistryPlan
{
    public RegistryMode Mode { get; init; } = RegistryMode.Platform;

    /// <summary>Domain or address, with an optional port. Needed with <see cref="RegistryMode.External"/>.</summary>
    public string? Address { get; init; }

    /// <summary>The name under which the coordinator keeps the credential; never the credential.</summary>
    public string? Credential { get; init; }
}
