using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Spool;
using AcpFleet.Protocol.Sections;
using AcpFleet.Protocol.V1;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Session;

/// <summary>
/// Collects sections, one collection at a time, and puts those that are news for the coordinator into the spool:
/// whether there is a connection or not, so that a change that came and went while the coordinator was away is known later.
/// </summary>
internal sealed class NodeScanner(
    ISectionCollector collector,
    SectionBook book,
    ReportSpool spool,
    AcknowledgedState acknowledged,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    private const int MaximumReportBytes = 512 * 1024;

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private ulong _lastSequence = acknowledged.LastSequence;

    /// <summary>Collects the given kinds (none: all) and spools what changed.</summary>
    public async Task<ScanOutcome> ScanAsync(string scanId, IReadOnlyCollection<SectionKind> kinds, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var asked = kinds.Count == 0 ? collector.Kinds : [.. collector.Kinds.Where(kinds.Contains)];
            var collectedAt = time.GetUtcNow();
            var started = time.GetTimestamp();
            var sections = await collector.CollectAsync(asked, cancellationToken).ConfigureAwait(false);
            var took = time.GetElapsedTime(started);
            book.Update([.. sections.Select(Fit)], collectedAt, complete: asked.Count == collector.Kinds.Count);
            var changed = SpoolNews(scanId, asked);
            ScanLog.Scanned(logger, asked.Count, took.TotalMilliseconds, changed.Count);
            return new ScanOutcome(collectedAt, took, changed, _lastSequence);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Spools the sections that a welcome asks for, unless the spool already ends with them.</summary>
    public async Task SpoolWantedAsync(IReadOnlyCollection<SectionKind> wanted, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var pending = spool.PendingDigests();
            Append("", [.. wanted
                .Select(book.Report)
                .OfType<ReportedSection>()
                .Where(section => !Same(pending, section))]);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static bool Same(DigestSet known, ReportedSection section) =>
        known.Of(SectionKinds.Of(section.Section)) == section.Digest;

    private List<SectionKind> SpoolNews(string scanId, IReadOnlyList<SectionKind> kinds)
    {
        var pending = spool.PendingDigests();
        var news = new List<ReportedSection>();
        foreach (var kind in kinds)
        {
            if (book.Report(kind) is not { } section)
                continue;
            var known = pending.Of(kind) ?? acknowledged.DigestOf(kind);
            if (known != section.Digest)
                news.Add(section);
        }

        Append(scanId, news);
        return [.. news.Select(section => SectionKinds.Of(section.Section))];
    }

    private void Append(string scanId, List<ReportedSection> sections)
    {
        var report = new FactsReport { ScanId = scanId };
        var bytes = 0;
        foreach (var section in sections)
        {
            var size = section.CalculateSize();
            if (bytes > 0 && bytes + size > MaximumReportBytes)
            {
                _lastSequence = spool.Append(report);
                report = new FactsReport { ScanId = scanId };
                bytes = 0;
            }

            report.Sections.Add(section);
            bytes += size;
        }

        if (report.Sections.Count > 0)
            _lastSequence = spool.Append(report);
    }

    /// <summary>A section that no message can carry is reported as one that could not be read, with the reason.</summary>
    private static Section Fit(Section section)
    {
        var size = section.CalculateSize();
        if (size <= SectionKinds.MaximumBytes)
            return section;
        var kind = SectionKinds.Of(section);
        var empty = SectionKinds.Empty(kind);
        empty.Status = section.Status.Clone();
        empty.Status.Failures.Add(new SourceFailure
        {
            Source = $"section {SectionKinds.NameOf(kind)}",
            Reason = SourceFailure.Types.Reason.TooLarge,
            Detail = $"the section has {size} bytes; at most {SectionKinds.MaximumBytes} can be reported",
        });
        return empty;
    }
}
