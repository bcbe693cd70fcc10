namespace AcpFleet.Store.Findings;

/// <summary>Findings as they stand, and what became of them.</summary>
public interface IFindingStore
{
    Task<IReadOnlyList<FindingRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Compares with what is stored and writes the difference and its history in one transaction: the same judgement
    /// applied twice, before or after a crash, writes no second entry.
    /// </summary>
    Task<AppliedChanges> ApplyAsync(FindingChanges changes, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<FindingEvent>> ListEventsAsync(FindingEventQuery query, CancellationToken cancellationToken);

    /// <summary>Deletes history from before a moment.</summary>
    /// <returns>How many entries.</returns>
    Task<int> PruneEventsAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
