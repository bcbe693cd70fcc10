using AcpFleet.Protocol.Sections;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Spool;

/// <summary>A report in the spool: its serialized bytes and the digests in it.</summary>
internal sealed record SpooledReport(ulong Sequence, byte[] Payload, IReadOnlyList<SectionDigest> Digests)
{
    public static SpooledReport Of(FactsReport report, byte[] payload) => new(
        report.Sequence,
        payload,
        [.. report.Sections.Select(section => new SectionDigest { Kind = SectionKinds.Of(section.Section), Digest = section.Digest })]);

    public FactsReport ToMessage() => FactsReport.Parser.ParseFrom(Payload);
}
