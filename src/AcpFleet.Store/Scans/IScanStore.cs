namespace AcpFleet.Store.Scans;

/// <summary>Scans and how they went.</summary>
public interface IScanStore
{
    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<ScanRecord>> ListAsync(int limit, CancellationToken cancellationToken);

    Task<ScanRecord?> FindAsync(string scanId, CancellationToken cancellationToken);

    /// <summary>Writes the scan and those of its nodes that differ from what is stored.</summary>
    Task SaveAsync(ScanRecord scan, CancellationToken cancellationToken);

    /// <summary>Ends what a former process left running: nodes that had not ended become <see cref="ScanNodeState.TimedOut"/>.</summary>
    /// <returns>How many scans were ended.</returns>
    Task<int> InterruptRunningAsync(DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Keeps the newest scans and deletes the others.</summary>
    Task<int> PruneAsync(int keep, CancellationToken cancellationToken);
}
