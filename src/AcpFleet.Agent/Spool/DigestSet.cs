using AcpFleet.Protocol.V1;
using Google.Protobuf;

namespace AcpFleet.Agent.Spool;

/// <summary>At most one digest per kind of section: a handful, so a list in order of kind serves.</summary>
internal sealed class DigestSet
{
    private readonly List<SectionDigest> _digests = [];

    public IReadOnlyList<SectionDigest> All => _digests;

    public ByteString? Of(SectionKind kind) => _digests.Find(digest => digest.Kind == kind)?.Digest;

    /// <summary>Sets a digest.</summary>
    /// <returns>Whether that changed anything.</returns>
    public bool Set(SectionDigest digest)
    {
        var index = _digests.FindIndex(known => known.Kind >= digest.Kind);
        if (index < 0)
            _digests.Add(digest);
        else if (_digests[index].Kind != digest.Kind)
            _digests.Insert(index, digest);
        else if (_digests[index].Digest == digest.Digest)
            return false;
        else
            _digests[index] = digest;
        return true;
    }

    /// <summary>Sets several.</summary>
    /// <returns>Whether any changed anything.</returns>
    public bool SetAll(IEnumerable<SectionDigest> digests)
    {
        var changed = false;
        foreach (var digest in digests)
            changed |= Set(digest);
        return changed;
    }
}
