namespace AcpFleet.Checks.Profiles;

/// <summary>Kernels of one system: A.B.C must agree, the build may differ (机器 INFO 1).</summary>
public sealed record TestedKernel
{
    /// <summary>Lowest A.B.C, inclusive.</summary>
    public required string From { get; init; }

    /// <summary>Highest A.B.C, inclusive.</summary>
    public required string To { get; init; }

    /// <summary>Lowest tested build, inclusive: what follows the first dash of the release. Null: none named.</summary>
    public string? BuildFrom { get; init; }

    /// <summary>Highest tested build, inclusive. Null: none named.</summary>
    public string? BuildTo { get; init; }

    /// <summary>As the guide writes it, for people.</summary>
    public required string Tested { get; init; }
}
