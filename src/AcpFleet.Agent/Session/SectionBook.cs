using System.Security.Cryptography;
using AcpFleet.Agent.Probes;
using AcpFleet.Protocol.Sections;
using AcpFleet.Protocol.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace AcpFleet.Agent.Session;

/// <summary>The sections as this node last saw them, with their digests. Safe for concurrent callers.</summary>
internal sealed class SectionBook
{
    private readonly Lock _lock = new();
    private readonly List<KnownSection> _sections = [];
    private Timestamp? _collectedAt;

    /// <summary>When all sections were last collected, by the node's clock; null: not yet.</summary>
    public Timestamp? CollectedAt
    {
        get
        {
            lock (_lock)
                return _collectedAt?.Clone();
        }
    }

    /// <summary>Takes up freshly collected sections.</summary>
    /// <param name="complete">Every kind was collected: this confirms the whole node.</param>
    public void Update(IReadOnlyList<Section> sections, DateTimeOffset collectedAt, bool complete)
    {
        lock (_lock)
        {
            foreach (var section in sections)
            {
                var digest = new SectionDigest { Kind = SectionKinds.Of(section), Digest = SectionFingerprint.Of(section) };
                _sections.RemoveAll(known => known.Digest.Kind == digest.Kind);
                _sections.Add(new KnownSection(section, digest));
            }

            _sections.Sort((one, other) => one.Digest.Kind.CompareTo(other.Digest.Kind));
            if (complete)
                _collectedAt = Timestamp.FromDateTimeOffset(collectedAt);
        }
    }

    public IReadOnlyList<SectionDigest> Digests()
    {
        lock (_lock)
            return [.. _sections.Select(known => known.Digest)];
    }

    /// <summary>A section ready to be reported; null when it was never collected.</summary>
    public ReportedSection? Report(SectionKind kind)
    {
        lock (_lock)
        {
            return _sections.Find(known => known.Digest.Kind == kind) is { } section
                ? new ReportedSection { Section = section.Section, Digest = section.Digest.Digest }
                : null;
        }
    }

    /// <summary>SHA-256 over the digests of all sections in order of their kind.</summary>
    public ByteString DigestOfDigests()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        lock (_lock)
        {
            foreach (var known in _sections)
                hash.AppendData(known.Digest.Digest.Span);
        }

        return ByteString.CopyFrom(hash.GetHashAndReset());
    }
}
