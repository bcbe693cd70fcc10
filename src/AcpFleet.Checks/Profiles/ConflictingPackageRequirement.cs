using System.Collections.Immutable;

namespace AcpFleet.Checks.Profiles;

/// <summary>附录 删除冲突软件包.</summary>
public sealed record ConflictingPackageRequirement
{
    /// <summary>What is searched for, by package manager and distribution.</summary>
    public required ImmutableArray<ConflictingPackageList> Lists { get; init; }

    /// <summary>Names that hold a searched name and do no harm; <c>*</c> stands for anything.</summary>
    public required ImmutableArray<string> Benign { get; init; }
}
