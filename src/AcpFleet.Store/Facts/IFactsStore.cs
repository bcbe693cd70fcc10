namespace AcpFleet.Store.Facts;

/// <summary>What nodes reported, by section.</summary>
public interface IFactsStore
{
    /// <summary>Sections of every trusted node, one at a time: the whole of it may be large.</summary>
    IAsyncEnumerable<SectionRecord> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>In order of kind.</summary>
    Task<IReadOnlyList<SectionRecord>> ReadNodeAsync(string nodeId, CancellationToken cancellationToken);

    /// <summary>
    /// Commits a report whole. A section whose digest is the stored one keeps its <see cref="SectionRecord.StoredAt"/>.
    /// </summary>
    /// <returns>False, with nothing written, when the node is not known or revoked.</returns>
    Task<bool> SaveReportAsync(StoredReport report, CancellationToken cancellationToken);
}
