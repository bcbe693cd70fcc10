using AcpFleet.Protocol.V1;
using Google.Protobuf;

namespace AcpFleet.Agent.Spool;

/// <summary>A report in the spool: its serialized bytes and the digests in it.</summary>
internal sealed record SpooledReport(ulong Sequence, byte[] Payload, IReadOnlyList<(SectionKind Kind, ByteString Digest)> Digests)
{
    public static SpooledReport Of(FactsReport report, byte[] payload) => new(
        report.Sequence,
        payload,
        [.. report.Sections.Select(section => (Probes.SectionFingerprint.KindOf(section.Section), section.Digest))]);

    public FactsReport ToMessage() => FactsReport.Parser.ParseFrom(Payload);
}
