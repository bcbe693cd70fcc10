using System.Collections.Immutable;

namespace AcpFleet.Checks.Profiles;

/// <summary>A requirement profile cannot be used; the message holds every reason.</summary>
public sealed class RequirementProfileException : Exception
{
    public RequirementProfileException(string profile, ImmutableArray<string> errors)
        : base($"The requirement profile '{profile}' cannot be used: {string.Join("; ", errors)}.") => Errors = errors;

    public ImmutableArray<string> Errors { get; }
}
