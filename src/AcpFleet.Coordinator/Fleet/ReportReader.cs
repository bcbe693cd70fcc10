using AcpFleet.Protocol.Sections;
using AcpFleet.Protocol.V1;
using AcpFleet.Store.Facts;
using Google.Protobuf;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>
/// Decides which sections of a report count. A report that was committed but whose acknowledgement was lost comes again:
/// it must change nothing, even when a newer one was committed since. An agent that lost its count begins again at 1:
/// its sections count, for the hello named them or they were collected later than what is stored.
/// </summary>
internal sealed class ReportReader(IEnumerable<SectionDigest> helloDigests, ulong lastSequence)
{
    private const int MostSections = 64;

    private readonly Dictionary<SectionKind, ByteString> _hello = helloDigests.ToDictionary(d => d.Kind, d => d.Digest);
    private ulong _lastSequence = lastSequence;

    /// <exception cref="LinkRefusedException">The report is malformed.</exception>
    public StoredReport Read(string nodeId, FactsReport report, NodeSections stored, DateTimeOffset at)
    {
        Check(report);
        var repeated = report.Sequence <= _lastSequence;
        var sections = report.Sections
            .Where(s => SectionKinds.Of(s.Section) != SectionKind.Unspecified)
            .Where(s => !repeated || IsPresent(s, stored))
            .Select(s => new SectionRecord
            {
                NodeId = nodeId,
                Kind = SectionKinds.Of(s.Section),
                Digest = s.Digest.ToByteArray(),
                Content = s.Section.ToByteArray(),
                StoredAt = at,
            })
            .ToList();
        var restarted = repeated && sections.Count > 0 && sections.Any(s => !Knows(stored, s));
        if (restarted || !repeated)
            _lastSequence = report.Sequence;
        return new StoredReport(nodeId, report.Sequence, restarted, sections, at);
    }

    private static void Check(FactsReport report)
    {
        if (report.Sequence == 0)
            throw LinkRefusedException.Protocol("a report has no sequence");
        if (report.Sections.Count is 0 or > MostSections)
            throw LinkRefusedException.Protocol($"report {report.Sequence} has {report.Sections.Count} sections");
        foreach (var section in report.Sections)
        {
            if (section.Section is null)
                throw LinkRefusedException.Protocol($"report {report.Sequence} has a section without content");
            if (section.Digest.Length != HelloValidator.DigestBytes)
                throw LinkRefusedException.Protocol($"report {report.Sequence} has a digest of {section.Digest.Length} bytes instead of {HelloValidator.DigestBytes}");
        }

        var kinds = report.Sections.Select(s => SectionKinds.Of(s.Section)).Where(k => k != SectionKind.Unspecified).ToList();
        if (kinds.Distinct().Count() != kinds.Count)
            throw LinkRefusedException.Protocol($"report {report.Sequence} has a section twice");
    }

    private static bool Knows(NodeSections stored, SectionRecord section) =>
        stored.All.TryGetValue(section.Kind, out var kept) && kept.Digest.AsSpan().SequenceEqual(section.Digest);

    private bool IsPresent(ReportedSection section, NodeSections stored)
    {
        var kind = SectionKinds.Of(section.Section);
        if (!stored.All.TryGetValue(kind, out var kept) || (_hello.TryGetValue(kind, out var digest) && digest == section.Digest))
            return true;
        return WireTime.TryRead(section.Section.Status?.CollectedAt, out var now) && WireTime.TryRead(kept.Section.Status?.CollectedAt, out var then) && now > then;
    }
}
