namespace AcpFleet.Store.Findings;

/// <summary>Which entries of the history; null means any.</summary>
public sealed record FindingEventQuery
{
    public string? NodeId { get; init; }

    public string? CheckId { get; init; }

    /// <summary>Only entries with a lower id: the next page.</summary>
    public long? Before { get; init; }

    /// <summary>At most this many, newest first.</summary>
    public required int Limit { get; init; }
}
