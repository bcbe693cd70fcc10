using AcpFleet.Protocol.Sections;
using System.Security.Cryptography;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace AcpFleet.Coordinator.Tests.Harness;

/// <summary>Sections as an agent reports them.</summary>
internal static class TestFacts
{
    private static readonly DateTimeOffset s_collected = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Every section of a node that passes every check, changed by the test.</summary>
    public static IReadOnlyList<ReportedSection> All(string hostname = "cp-1", Action<NodeFactsBuilder>? change = null, DateTimeOffset? collectedAt = null)
    {
        var builder = new NodeFactsBuilder(hostname);
        change?.Invoke(builder);
        return [.. builder.Build().Sections.Select(s => Of(s, collectedAt ?? s_collected))];
    }

    /// <summary>The memory section with swap on or off: memory.swap-disabled fails or passes.</summary>
    public static ReportedSection Memory(bool swap, DateTimeOffset? collectedAt = null) => All(
        change: b =>
        {
            if (swap)
                b.Memory.ActiveSwap.Add(new SwapArea { Name = "/dev/sda2", Kind = "partition", SizeBytes = 1 << 30 });
        },
        collectedAt: collectedAt).Single(s => s.Section.ContentCase == Section.ContentOneofCase.Memory);

    /// <summary>SHA-256 over the digests in order of kind, as heartbeats carry it.</summary>
    public static ByteString DigestOfDigests(IEnumerable<ReportedSection> sections) => ByteString.CopyFrom(
        SHA256.HashData(sections.OrderBy(s => SectionKinds.Of(s.Section)).SelectMany(s => s.Digest).ToArray()));

    private static ReportedSection Of(Section section, DateTimeOffset collectedAt)
    {
        var digest = SHA256.HashData(section.ToByteArray());
        var collected = section.Clone();
        collected.Status ??= new SectionStatus();
        collected.Status.CollectedAt = Timestamp.FromDateTimeOffset(collectedAt);
        return new ReportedSection { Section = collected, Digest = ByteString.CopyFrom(digest) };
    }
}
