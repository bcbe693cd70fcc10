namespace AcpFleet.Checks.Plan;

/// <summary><c>network.ports</c>: the platform's own ports.</summary>
public sealed record AccessPorts
{
    public int Https { get; init; } = 443;

    /// <summary>Null: HTTP is off, as by default.</summary>
    public int? Http { get; init; }
}
