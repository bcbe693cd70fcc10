using System.Threading.Channels;
using AcpFleet.Agent.Enrolment;
using AcpFleet.Agent.Policy;
using AcpFleet.Agent.Spool;
using AcpFleet.Daemon;
using AcpFleet.Protocol.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Session;

/// <summary>
/// One life of the agent link: hello, welcome, then reports in order until they are acknowledged, heartbeats, answers to
/// time requests, scans. Ends with an exception, always; the caller connects again.
/// </summary>
internal sealed class AgentLinkConnection(
    AgentLink.AgentLinkClient client,
    NodeDescription node,
    LocalPolicy policy,
    string processId,
    SectionBook book,
    ReportSpool spool,
    AcknowledgedState acknowledged,
    NodeScanner scanner,
    ProgressSign progress,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Reports under way without an acknowledgement.</summary>
    private const int Window = 8;

    private const int MaximumScansUnderWay = 4;

    /// <summary>Characters of a policy's problem that the coordinator takes.</summary>
    private const int LongestProblem = 1000;

    private static readonly TimeSpan WelcomeLimit = TimeSpan.FromSeconds(15);

    private readonly Channel<AgentMessage> _outgoing = Channel.CreateBounded<AgentMessage>(new BoundedChannelOptions(64) { SingleReader = true });
    private readonly SemaphoreSlim _window = new(Window, Window);
    private readonly HashSet<ulong> _underWay = [];
    private int _scansUnderWay;

    /// <summary>What the coordinator asked for in its welcome; null before.</summary>
    public Welcome? Welcome { get; private set; }

    /// <summary>Completes when the coordinator has welcomed the agent.</summary>
    public event Action<Welcome>? Welcomed;

    /// <summary>A report was acknowledged.</summary>
    public event Action? Acknowledged;

    /// <exception cref="RpcException">The coordinator or the network ended the stream.</exception>
    /// <exception cref="LinkException">The coordinator refused the agent, or answered outside the protocol.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var call = client.Connect(cancellationToken: life.Token);
        await call.RequestStream.WriteAsync(new AgentMessage { Hello = Hello() }, life.Token).ConfigureAwait(false);
        var welcome = await ReceiveWelcomeAsync(call, life.Token).ConfigureAwait(false);
        await TakeUpAsync(welcome, life.Token).ConfigureAwait(false);
        Task[] parts =
        [
            ReadAsync(call.ResponseStream, life.Token),
            WriteAsync(call.RequestStream, life.Token),
            ReportAsync(life.Token),
            HeartbeatAsync(welcome.HeartbeatInterval.ToTimeSpan(), life.Token),
        ];
        try
        {
            var first = await Task.WhenAny(parts).ConfigureAwait(false);
            await first.ConfigureAwait(false);
            throw new LinkException("the coordinator closed the stream");
        }
        finally
        {
            await life.CancelAsync().ConfigureAwait(false);
            foreach (var part in parts)
                await part.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Hello Hello()
    {
        var hello = new Hello
        {
            Version = ProtocolVersions.Current,
            AgentVersion = node.AgentVersion,
            Hostname = node.Hostname,
            MachineId = node.MachineId,
            BootId = node.BootId,
            ProcessId = processId,
            CollectedAt = book.CollectedAt,
            DroppedReports = spool.Dropped,
            Policy = new PolicyState { Mode = policy.ModeName },
        };
        if (policy.Problem is { } problem)
            hello.Policy.Problem = problem.Length <= LongestProblem ? problem : problem[..LongestProblem];
        hello.Digests.AddRange(book.Digests());
        return hello;
    }

    private async Task<Welcome> ReceiveWelcomeAsync(AsyncDuplexStreamingCall<AgentMessage, CoordinatorMessage> call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(WelcomeLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            if (!await call.ResponseStream.MoveNext(both.Token).ConfigureAwait(false))
                throw new LinkException("the coordinator closed the stream without an answer");
        }
        catch (Exception exception) when (limit.IsCancellationRequested && exception is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            throw new LinkException($"the coordinator took the connection but sent no welcome within {WelcomeLimit.TotalSeconds:0} s");
        }

        return call.ResponseStream.Current switch
        {
            { MessageCase: CoordinatorMessage.MessageOneofCase.Welcome } message => message.Welcome,
            { MessageCase: CoordinatorMessage.MessageOneofCase.Refusal } message => throw Refused(message.Refusal),
            var message => throw new LinkException($"the coordinator began with '{message.MessageCase}' instead of a welcome"),
        };
    }

    private async Task TakeUpAsync(Welcome welcome, CancellationToken cancellationToken)
    {
        var beat = welcome.HeartbeatInterval?.ToTimeSpan() ?? TimeSpan.Zero;
        if (beat < TimeSpan.FromSeconds(1) || beat > TimeSpan.FromHours(1))
            throw new LinkException($"the coordinator asks for a heartbeat every {beat.TotalSeconds:0.###} s; from 1 s to 1 h is possible");
        if (welcome.Version?.Major != ProtocolVersions.Current.Major)
            throw new LinkException($"the coordinator speaks protocol {welcome.Version?.Major}, this agent {ProtocolVersions.Current.Major}");
        Welcome = welcome;
        spool.ResetDropped();
        var pending = spool.PendingDigests();
        acknowledged.Record(book.Digests()
            .Where(digest => !welcome.Wanted.Contains(digest.Kind) && pending.Of(digest.Kind) is null));
        await scanner.SpoolWantedAsync(welcome.Wanted, cancellationToken).ConfigureAwait(false);
        Welcomed?.Invoke(welcome);
    }

    private async Task ReadAsync(IAsyncStreamReader<CoordinatorMessage> stream, CancellationToken cancellationToken)
    {
        while (await stream.MoveNext(cancellationToken).ConfigureAwait(false))
        {
            // Taken before anything else is done: it is t2 of a time exchange.
            var receivedAt = time.GetUtcNow();
            var message = stream.Current;
            switch (message.MessageCase)
            {
                case CoordinatorMessage.MessageOneofCase.Ack:
                    Acknowledge(message.Ack.Sequence);
                    break;
                case CoordinatorMessage.MessageOneofCase.TimeRequest:
                    await SendAsync(new AgentMessage { TimeReply = new TimeReply { Id = message.TimeRequest.Id, ReceivedAt = Timestamp.FromDateTimeOffset(receivedAt) } }, cancellationToken).ConfigureAwait(false);
                    break;
                case CoordinatorMessage.MessageOneofCase.ScanRequest:
                    BeginScan(message.ScanRequest, cancellationToken);
                    break;
                case CoordinatorMessage.MessageOneofCase.Refusal:
                    throw Refused(message.Refusal);
                default:
                    // A newer coordinator's message: skipped, as the protocol's rules of evolution ask.
                    break;
            }
        }
    }

    private async Task WriteAsync(IClientStreamWriter<AgentMessage> stream, CancellationToken cancellationToken)
    {
        await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            // t3 is the last thing before the write, so that waiting in the queue does not count as network.
            if (message.MessageCase == AgentMessage.MessageOneofCase.TimeReply)
                message.TimeReply.TransmittedAt = Timestamp.FromDateTimeOffset(time.GetUtcNow());
            await stream.WriteAsync(message, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        ulong sent = 0;
        while (true)
        {
            var changed = spool.ChangedAsync();
            if (spool.After(sent) is { } report)
            {
                await _window.WaitAsync(cancellationToken).ConfigureAwait(false);
                lock (_underWay)
                    _underWay.Add(report.Sequence);
                await SendAsync(new AgentMessage { Report = report.ToMessage() }, cancellationToken).ConfigureAwait(false);
                sent = report.Sequence;
                continue;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task HeartbeatAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        progress.ExpectWithin(interval + AgentHealth.Grace);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            progress.ExpectWithin(interval + AgentHealth.Grace);
            var heartbeat = new Heartbeat { CollectedAt = book.CollectedAt, DroppedReports = spool.Dropped };
            // While reports are under way the two sides differ by right: no digest, nothing to compare.
            if (spool.Count == 0)
                heartbeat.DigestOfDigests = book.DigestOfDigests();
            // Never waits for a place: a coordinator that takes nothing more must not look like an agent that hangs.
            if (!_outgoing.Writer.TryWrite(new AgentMessage { Heartbeat = heartbeat }))
                throw new LinkException("the coordinator takes no more messages");
        }
    }

    private void Acknowledge(ulong sequence)
    {
        lock (_underWay)
        {
            if (!_underWay.Remove(sequence))
                return;
        }

        _window.Release();
        // Null when a full spool dropped it meanwhile: it arrived all the same.
        if (spool.Acknowledge(sequence) is { } report)
            acknowledged.Record(report);
        LinkLog.Acknowledged(logger, sequence);
        Acknowledged?.Invoke();
    }

    private void BeginScan(ScanRequest request, CancellationToken cancellationToken)
    {
        // A coordinator that asks for more scans at once than this gets the answers of those under way.
        if (Interlocked.Increment(ref _scansUnderWay) > MaximumScansUnderWay)
        {
            Interlocked.Decrement(ref _scansUnderWay);
            return;
        }

        _ = ScanAsync(request, cancellationToken);
    }

    private async Task ScanAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(new AgentMessage { ScanStarted = new ScanStarted { ScanId = request.ScanId } }, cancellationToken).ConfigureAwait(false);
            var outcome = await scanner.ScanAsync(request.ScanId, request.Sections, cancellationToken).ConfigureAwait(false);
            await spool.DrainedAsync(outcome.LastSequence, cancellationToken).ConfigureAwait(false);
            var completed = new ScanCompleted
            {
                ScanId = request.ScanId,
                CollectedAt = Timestamp.FromDateTimeOffset(outcome.CollectedAt),
                Took = Duration.FromTimeSpan(outcome.Took),
            };
            completed.Changed.AddRange(outcome.Changed);
            completed.Digests.AddRange(book.Digests());
            await SendAsync(new AgentMessage { ScanCompleted = completed }, cancellationToken).ConfigureAwait(false);
            LinkLog.ScanDone(logger, request.ScanId, outcome.Changed.Count);
        }
        catch (OperationCanceledException)
        {
            // The link ended; the coordinator asks again.
        }
#pragma warning disable CA1031 // Nobody awaits this task: whatever went wrong is said here, and the link lives on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LinkLog.ScanFailed(logger, exception);
        }
        finally
        {
            Interlocked.Decrement(ref _scansUnderWay);
        }
    }

    private ValueTask SendAsync(AgentMessage message, CancellationToken cancellationToken) =>
        _outgoing.Writer.WriteAsync(message, cancellationToken);

    private static LinkException Refused(Refusal refusal) =>
        new($"the coordinator refused ({refusal.Reason}): {refusal.Detail}");
}
