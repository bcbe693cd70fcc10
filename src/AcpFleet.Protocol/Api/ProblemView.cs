namespace AcpFleet.Protocol.Api;

/// <summary>Any refused request: RFC 9457 (application/problem+json).</summary>
public sealed record ProblemView
{
    public string Type { get; init; } = "about:blank";

    public required string Title { get; init; }

    public required int Status { get; init; }

    /// <summary>What happened, where, and what to do next.</summary>
    public string? Detail { get; init; }

    /// <summary>Every error of the body, where there are several.</summary>
    public IReadOnlyList<string>? Errors { get; init; }
}
