using System.Collections.Immutable;
using System.Security.Cryptography;
using AcpFleet.Protocol.V1;
using AcpFleet.Store.Facts;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>A node's stored sections as they are in memory. Never changed in place: snapshots share it.</summary>
internal sealed class NodeSections
{
    public static readonly NodeSections Empty = new(ImmutableSortedDictionary<SectionKind, KeptSection>.Empty);

    private NodeSections(ImmutableSortedDictionary<SectionKind, KeptSection> sections)
    {
        All = sections;
        var facts = new NodeFacts();
        facts.Sections.AddRange(sections.Values.Select(s => s.Section));
        Facts = facts;
    }

    public ImmutableSortedDictionary<SectionKind, KeptSection> All { get; }

    /// <summary>Not to be changed by anyone.</summary>
    public NodeFacts Facts { get; }

    public NodeSections With(IEnumerable<SectionRecord> records)
    {
        var builder = All.ToBuilder();
        foreach (var record in records)
        {
            var storedAt = builder.TryGetValue(record.Kind, out var former) && former.Digest.AsSpan().SequenceEqual(record.Digest)
                ? former.StoredAt
                : record.StoredAt;
            builder[record.Kind] = new KeptSection(Section.Parser.ParseFrom(record.Content), record.Digest, storedAt, record.Content.Length);
        }

        return new NodeSections(builder.ToImmutable());
    }

    /// <summary>SHA-256 over all digests in order of kind, as heartbeats carry it.</summary>
    public byte[] DigestOfDigests()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var section in All.Values)
            hash.AppendData(section.Digest);
        return hash.GetHashAndReset();
    }
}
