using System.Collections.Immutable;

namespace AcpFleet.Checks.Profiles;

/// <summary>The requirement profiles that come with the product.</summary>
public static class BuiltInProfiles
{
    /// <summary>The profile of a plan that names none.</summary>
    public const string DefaultId = "acp-4.1";

    /// <summary>Ids, sorted.</summary>
    public static ImmutableArray<string> Ids { get; } = [DefaultId];

    /// <summary>Loaded once, then shared.</summary>
    /// <exception cref="KeyNotFoundException">No profile of that id comes with the product.</exception>
    public static RequirementProfile Get(string id) => Find(id)
        ?? throw new KeyNotFoundException($"There is no requirement profile '{id}'; there are: {string.Join(", ", Ids)}.");

    /// <summary>Null when there is none.</summary>
    public static RequirementProfile? Find(string id) => id == DefaultId ? new RequirementProfile { Id = id } : null;
}
