using AcpFleet.Files;
using AcpFleet.Protocol.V1;
using Google.Protobuf;

namespace AcpFleet.Agent.Spool;

/// <summary>
/// What the coordinator has acknowledged: the digest of each section and the highest sequence number, kept in one file,
/// so that an agent that starts without its coordinator knows which sections are news.
/// </summary>
internal sealed class AcknowledgedState
{
    private readonly string _path;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<SectionKind, ByteString> _digests = [];

    /// <summary>Reads the file; a missing or damaged one means that nothing is known, which costs one full report and loses nothing.</summary>
    public AcknowledgedState(string path)
    {
        _path = path;
        try
        {
            var kept = AcknowledgedSections.Parser.ParseFrom(File.ReadAllBytes(path));
            LastSequence = kept.LastSequence;
            foreach (var digest in kept.Digests)
                _digests[digest.Kind] = digest.Digest;
        }
        catch (Exception exception) when (exception is IOException or InvalidProtocolBufferException or UnauthorizedAccessException)
        {
            LastSequence = 0;
        }
    }

    public ulong LastSequence { get; private set; }

    public ByteString? DigestOf(SectionKind kind)
    {
        lock (_lock)
            return _digests.GetValueOrDefault(kind);
    }

    /// <summary>Notes what a report's acknowledgement proves.</summary>
    public void Record(SpooledReport report)
    {
        lock (_lock)
        {
            LastSequence = Math.Max(LastSequence, report.Sequence);
            foreach (var (kind, digest) in report.Digests)
                _digests[kind] = digest;
            Save();
        }
    }

    /// <summary>Notes what a welcome proves: the coordinator already holds these.</summary>
    public void Record(IEnumerable<KeyValuePair<SectionKind, ByteString>> digests)
    {
        lock (_lock)
        {
            var news = false;
            foreach (var (kind, digest) in digests)
            {
                news |= !_digests.TryGetValue(kind, out var known) || known != digest;
                _digests[kind] = digest;
            }

            if (news)
                Save();
        }
    }

    private void Save()
    {
        var content = new AcknowledgedSections { LastSequence = LastSequence };
        foreach (var (kind, digest) in _digests)
            content.Digests.Add(new SectionDigest { Kind = kind, Digest = digest });
        DurableFile.Write(_path, content.ToByteArray());
    }
}
