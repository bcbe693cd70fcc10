namespace AcpFleet.Store.Nodes;

/// <summary>What a hello says about a node.</summary>
public sealed record NodeContact
{
    public required string NodeId { get; init; }

    public required string Hostname { get; init; }

    public required string MachineId { get; init; }

    public required string BootId { get; init; }

    public required string Address { get; init; }

    public required string AgentVersion { get; init; }

    /// <summary>When the hello came, coordinator's clock.</summary>
    public required DateTimeOffset At { get; init; }
}
