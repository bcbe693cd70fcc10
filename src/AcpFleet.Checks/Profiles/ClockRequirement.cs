namespace AcpFleet.Checks.Profiles;

/// <summary>跨节点检查: how far clocks may differ.</summary>
public sealed record ClockRequirement
{
    /// <summary>Seconds between any two nodes, inclusive.</summary>
    public required double MaxSkewSeconds { get; init; }

    /// <summary>Seconds above which a remark is made.</summary>
    public required double AdviseAboveSeconds { get; init; }
}
