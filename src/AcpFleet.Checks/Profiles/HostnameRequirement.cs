using System.Collections.Immutable;

namespace AcpFleet.Checks.Profiles;

/// <summary>节点检查, 节点网络: what a host name may be.</summary>
public sealed record HostnameRequirement
{
    /// <summary>Characters.</summary>
    public required int MaxLength { get; init; }

    /// <summary>What it may hold besides lower-case letters and digits.</summary>
    public required string Punctuation { get; init; }

    /// <summary>What it must not hold.</summary>
    public required ImmutableArray<string> ForbiddenSequences { get; init; }
}
