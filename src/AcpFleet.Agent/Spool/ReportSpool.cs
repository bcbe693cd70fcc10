using System.Globalization;
using System.Security.Cryptography;
using AcpFleet.Files;
using AcpFleet.Protocol.V1;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Spool;

/// <summary>
/// Reports that the coordinator has not acknowledged, in order, on disk and bounded in bytes. When it is full the oldest
/// report goes and is counted: the coordinator is told how many it misses, and the present state reaches it by digest anyway.
/// One writer; safe for concurrent callers.
/// </summary>
internal sealed class ReportSpool
{
    /// <summary>Ends the name of a report's file.</summary>
    public const string Suffix = ".report";

    private const string CorruptSuffix = ".corrupt";
    private const int DigestLength = 32;

    private readonly string _directory;
    private readonly long _maximumBytes;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly LinkedList<SpooledReport> _reports = [];
    private long _bytes;
    private ulong _lastSequence;
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Opens the spool and takes up what an earlier process left. A damaged file is moved aside, counted and named in the log.</summary>
    /// <param name="lastSequence">The highest sequence ever acknowledged: numbers go on above it.</param>
    public ReportSpool(string directory, long maximumBytes, ulong lastSequence, ILogger logger)
    {
        _directory = directory;
        _maximumBytes = maximumBytes;
        _lastSequence = lastSequence;
        _logger = logger;
        DirectoryEntry.EnsurePrivate(directory);
        DurableFile.RemoveLeftovers(directory);
        Load(lastSequence);
    }

    /// <summary>Reports lost to the bound or to damage since the last <see cref="ResetDropped"/>.</summary>
    public ulong Dropped { get; private set; }

    public int Count
    {
        get
        {
            lock (_lock)
                return _reports.Count;
        }
    }

    /// <summary>Digest of each kind in the newest report that holds it: what the coordinator will know once it has taken everything.</summary>
    public DigestSet PendingDigests()
    {
        var digests = new DigestSet();
        lock (_lock)
        {
            foreach (var report in _reports)
                digests.SetAll(report.Digests);
        }

        return digests;
    }

    /// <summary>
    /// Gives a report the next sequence number and writes it durably. Where the disk is full or failing it is kept in
    /// memory within the same bound, so that it still reaches a coordinator that is there.
    /// </summary>
    public ulong Append(FactsReport report)
    {
        lock (_lock)
        {
            report.Sequence = _lastSequence + 1;
            var payload = report.ToByteArray();
            MakeRoom(payload.Length + DigestLength);
            try
            {
                DurableFile.Write(PathOf(report.Sequence), Seal(payload));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                SpoolLog.NotWritten(_logger, report.Sequence, exception.Message);
            }

            _lastSequence = report.Sequence;
            Add(SpooledReport.Of(report, payload));
            Signal();
            return report.Sequence;
        }
    }

    /// <summary>The first report above a sequence number, or null.</summary>
    public SpooledReport? After(ulong sequence)
    {
        lock (_lock)
        {
            for (var node = _reports.First; node is not null; node = node.Next)
            {
                if (node.Value.Sequence > sequence)
                    return node.Value;
            }
        }

        return null;
    }

    /// <summary>The coordinator has committed this report: it and nothing else leaves the spool.</summary>
    /// <returns>The report, or null when it is not in the spool (acknowledged twice, or dropped).</returns>
    public SpooledReport? Acknowledge(ulong sequence)
    {
        lock (_lock)
        {
            for (var node = _reports.First; node is not null; node = node.Next)
            {
                if (node.Value.Sequence != sequence)
                    continue;
                Remove(node);
                Signal();
                return node.Value;
            }
        }

        return null;
    }

    public void ResetDropped()
    {
        lock (_lock)
            Dropped = 0;
    }

    /// <summary>Completes at the next append or acknowledgement.</summary>
    public Task ChangedAsync()
    {
        lock (_lock)
            return _changed.Task;
    }

    /// <summary>Waits until no report up to and including <paramref name="sequence"/> is left.</summary>
    public async Task DrainedAsync(ulong sequence, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = ChangedAsync();
            lock (_lock)
            {
                if (_reports.First is null || _reports.First.Value.Sequence > sequence)
                    return;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }

    private void Load(ulong acknowledged)
    {
        foreach (var path in Directory.EnumerateFiles(_directory, "*" + Suffix).Order(StringComparer.Ordinal))
        {
            if (!TryRead(path, out var report))
            {
                SpoolLog.Damaged(_logger, path);
                File.Move(path, path + CorruptSuffix, overwrite: true);
                Dropped++;
                continue;
            }

            _lastSequence = Math.Max(_lastSequence, report.Sequence);
            Add(report);
        }

        RemoveOldCorruptFiles();
        if (_reports.Count > 0)
            SpoolLog.TakenUp(_logger, _reports.Count, _bytes, acknowledged);
    }

    private static bool TryRead(string path, out SpooledReport report)
    {
        report = null!;
        try
        {
            var sealedBytes = File.ReadAllBytes(path);
            if (sealedBytes.Length < DigestLength)
                return false;
            var payload = sealedBytes.AsSpan(DigestLength);
            if (!SHA256.HashData(payload).AsSpan().SequenceEqual(sealedBytes.AsSpan(0, DigestLength)))
                return false;
            var message = FactsReport.Parser.ParseFrom(payload);
            if (message.Sequence.ToString(CultureInfo.InvariantCulture) != Path.GetFileNameWithoutExtension(path).TrimStart('0'))
                return false;
            report = SpooledReport.Of(message, payload.ToArray());
            return true;
        }
        catch (Exception exception) when (exception is IOException or InvalidProtocolBufferException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void RemoveOldCorruptFiles()
    {
        const int kept = 4;
        foreach (var path in Directory.EnumerateFiles(_directory, "*" + CorruptSuffix).OrderDescending(StringComparer.Ordinal).Skip(kept))
            File.Delete(path);
    }

    private void MakeRoom(int needed)
    {
        while (_reports.First is { } oldest && _bytes + needed > _maximumBytes)
        {
            SpoolLog.Full(_logger, oldest.Value.Sequence, _maximumBytes);
            Remove(oldest);
            Dropped++;
        }
    }

    private void Add(SpooledReport report)
    {
        _reports.AddLast(report);
        _bytes += report.Payload.Length + DigestLength;
    }

    private void Remove(LinkedListNode<SpooledReport> node)
    {
        _reports.Remove(node);
        _bytes -= node.Value.Payload.Length + DigestLength;
        // Not flushed: a removal that a crash undoes is sent and acknowledged once more, which changes nothing.
        var path = PathOf(node.Value.Sequence);
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            SpoolLog.NotRemoved(_logger, path, exception.Message);
        }
    }

    private static byte[] Seal(byte[] payload)
    {
        var content = new byte[DigestLength + payload.Length];
        SHA256.HashData(payload, content);
        payload.CopyTo(content, DigestLength);
        return content;
    }

    private string PathOf(ulong sequence) =>
        Path.Combine(_directory, sequence.ToString("D20", CultureInfo.InvariantCulture) + Suffix);
}
