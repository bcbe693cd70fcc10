namespace AcpFleet.Checks.Profiles;

/// <summary>The numbers and lists of one ACP version.</summary>
public sealed record RequirementProfile
{
    /// <summary>For example <c>acp-4.1</c>.</summary>
    public required string Id { get; init; }
}
