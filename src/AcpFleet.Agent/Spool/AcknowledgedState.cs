using AcpFleet.Files;
using AcpFleet.Protocol.V1;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Spool;

/// <summary>
/// What the coordinator has acknowledged: the digest of each section and the highest sequence number, kept in one file,
/// so that an agent that starts without its coordinator knows which sections are news.
/// </summary>
internal sealed class AcknowledgedState
{
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly DigestSet _digests = new();
    private bool _unsaved;

    /// <summary>Reads the file; a missing or damaged one means that nothing is known, which costs one full report and loses nothing.</summary>
    public AcknowledgedState(string path, ILogger logger)
    {
        _path = path;
        _logger = logger;
        try
        {
            var kept = AcknowledgedSections.Parser.ParseFrom(File.ReadAllBytes(path));
            LastSequence = kept.LastSequence;
            _digests.SetAll(kept.Digests);
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
            return _digests.Of(kind);
    }

    /// <summary>Notes what a report's acknowledgement proves.</summary>
    public void Record(SpooledReport report)
    {
        lock (_lock)
        {
            LastSequence = Math.Max(LastSequence, report.Sequence);
            _digests.SetAll(report.Digests);
            Save();
        }
    }

    /// <summary>Notes what a welcome proves: the coordinator already holds these.</summary>
    public void Record(IEnumerable<SectionDigest> digests)
    {
        lock (_lock)
        {
            if (_digests.SetAll(digests) || _unsaved)
                Save();
        }
    }

    private void Save()
    {
        var content = new AcknowledgedSections { LastSequence = LastSequence };
        content.Digests.AddRange(_digests.All);
        try
        {
            DurableFile.Write(_path, content.ToByteArray());
            _unsaved = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is lost with it is said again by the next hello; an acknowledgement must not fail for it.
            _unsaved = true;
            SpoolLog.StateNotWritten(_logger, _path, exception.Message);
        }
    }
}
