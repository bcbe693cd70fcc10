namespace AcpFleet.Checks.Model;

/// <summary>Outcome of one check on one subject, with its evidence. When it was first seen is the store's to know.</summary>
public sealed record Finding
{
    public required string CheckId { get; init; }

    public required Subject Subject { get; init; }

    public required Severity Severity { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>What the requirement is, with its number.</summary>
    public required LocalizedText Expected { get; init; }

    /// <summary>What was found: the evidence, always present. Untrusted text from a node; escape it where it is shown.</summary>
    public required LocalizedText Actual { get; init; }

    /// <summary>One sentence that says what is wrong, or why it is not known or not applicable; null on a pass.</summary>
    public LocalizedText? Problem { get; init; }

    /// <summary>One sentence, with the command where there is one, that says how to mend it; null on a pass.</summary>
    public LocalizedText? Hint { get; init; }

    /// <summary>An advisory remark beside the outcome.</summary>
    public LocalizedText? Note { get; init; }

    /// <summary>The persistent configuration is right, the running state is not yet.</summary>
    public bool RebootPending { get; init; }

    /// <summary>The waiver, where <see cref="Outcome"/> is <see cref="Outcome.Waived"/>.</summary>
    public AppliedWaiver? Waiver { get; init; }

    /// <summary>The guide's heading.</summary>
    public required string Source { get; init; }

    public string? Remedy { get; init; }

    /// <summary>Blocks readiness: required, and failing or unknown.</summary>
    public bool Blocks => Severity == Severity.Required && (Outcome is Outcome.Fail or Outcome.Unknown);
}
