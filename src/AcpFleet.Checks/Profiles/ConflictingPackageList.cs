using System.Collections.Immutable;

namespace AcpFleet.Checks.Profiles;

/// <summary>Names that the guide searches for with one package manager.</summary>
public sealed record ConflictingPackageList
{
    /// <summary><c>dpkg</c>, <c>rpm</c> or <c>snap</c>.</summary>
    public required string Manager { get; init; }

    /// <summary>os-release ID of the one distribution that has this list of its own; null: every other.</summary>
    public string? OsId { get; init; }

    /// <summary>A package conflicts when its name holds one of these.</summary>
    public required ImmutableArray<string> Names { get; init; }
}
