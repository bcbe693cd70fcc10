namespace AcpFleet.Checks.Plan;

/// <summary>One of <c>workloadClusters</c>: a cluster that <c>global</c> is going to manage.</summary>
public sealed record WorkloadClusterPlan
{
    public required string Name { get; init; }

    /// <summary>Domain or address of its API server.</summary>
    public string? Address { get; init; }

    /// <summary>In the same network as <c>global</c>: the stricter bounds of 网络配置 hold, and no external IP is needed.</summary>
    public bool SameNetwork { get; init; } = true;
}
