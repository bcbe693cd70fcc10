namespace AcpFleet.Checks.Model;

/// <summary>What a check is: the head of its file, and the source of its reference page.</summary>
public sealed record CheckDescriptor
{
    /// <summary>Stable id, <c>area.name</c> in lower case, as in the catalogue. Never changes.</summary>
    public required string Id { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>A few words.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>Why the guide asks for it: one or two sentences.</summary>
    public required LocalizedText Rationale { get; init; }

    /// <summary>When it applies, what passes, what fails and what is unknown: for the reference page, in Markdown.</summary>
    public required LocalizedText HowJudged { get; init; }

    /// <summary>How a person sees the same on a node, with commands: for the reference page, in Markdown.</summary>
    public required LocalizedText SeeByHand { get; init; }

    /// <summary>How a person mends it, with commands: for the reference page, in Markdown.</summary>
    public required LocalizedText Mend { get; init; }

    /// <summary>The guide's heading, in the guide's own language.</summary>
    public required string Source { get; init; }

    /// <summary>Id of the remedy, or null where there is none.</summary>
    public string? Remedy { get; init; }
}
