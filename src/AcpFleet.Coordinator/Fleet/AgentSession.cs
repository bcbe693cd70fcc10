using AcpFleet.Protocol.Sections;
using System.Net;
using System.Threading.Channels;
using AcpFleet.Protocol.V1;
using AcpFleet.Store;
using AcpFleet.Store.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>
/// One agent's live stream: hello and welcome, then four flows until one of them ends: reading, working through what was
/// read (<see cref="SessionInbox"/>), writing, and measuring the node's clock. Whatever waits is bounded: an agent that
/// sends faster than the store commits is not read, one that does not read is ended.
/// </summary>
internal sealed class AgentSession
{
    private const int MissedHeartbeats = 3;

    /// <summary>Messages read and not worked through yet: few, for each may be a whole report.</summary>
    private const int IncomingMessages = 2;

    private static readonly TimeSpan s_refusalLimit = TimeSpan.FromSeconds(2);

    private readonly SessionServices _services;
    private readonly IPAddress _peer;
    private readonly IAsyncStreamReader<AgentMessage> _requests;
    private readonly IServerStreamWriter<CoordinatorMessage> _responses;
    private readonly Channel<AgentMessage> _incoming = Channel.CreateBounded<AgentMessage>(new BoundedChannelOptions(IncomingMessages) { SingleReader = true, SingleWriter = true });
    private readonly Channel<CoordinatorMessage> _outgoing;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _life = new();
    private readonly SessionClock _clock;
    private LinkRefusedException? _reason;

    public AgentSession(string nodeId, IPAddress peer, IAsyncStreamReader<AgentMessage> requests, IServerStreamWriter<CoordinatorMessage> responses, SessionServices services)
    {
        NodeId = nodeId;
        _peer = peer;
        _requests = requests;
        _responses = responses;
        _services = services;
        _outgoing = Channel.CreateBounded<CoordinatorMessage>(new BoundedChannelOptions(services.Options.Limits.OutgoingMessages) { SingleReader = true });
        _clock = new SessionClock(nodeId, services);
    }

    public string NodeId { get; }

    /// <summary>Completes when the session works on nothing more.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Ends the session; the first reason counts.</summary>
    public void End(LinkRefusedException reason)
    {
        Interlocked.CompareExchange(ref _reason, reason, null);
        _life.Cancel();
    }

    /// <summary>Queues a message; an agent that lets too many wait is ended.</summary>
    public void Send(CoordinatorMessage message)
    {
        if (!_outgoing.Writer.TryWrite(message))
            End(LinkEnd.TooSlow(_services.Options.Limits.OutgoingMessages));
    }

    /// <summary>Measures the node's clock again soon.</summary>
    public void MeasureClock() => _clock.MeasureSoon();

    /// <summary>Serves the stream to its end.</summary>
    /// <exception cref="RpcException">The status the stream ends with, unless the agent closed it.</exception>
    public async Task RunAsync(CancellationToken aborted)
    {
        using var abort = aborted.UnsafeRegister(static life => ((CancellationTokenSource)life!).Cancel(), _life);
        try
        {
            await ServeAsync(_life.Token).ConfigureAwait(false);
            SessionLog.Disconnected(_services.Logger, NodeId, _peer, "the agent closed the stream");
        }
        catch (Exception e) when ((_reason ?? e as LinkRefusedException) is { } reason)
        {
            SessionLog.Refused(_services.Logger, NodeId, _peer, reason.Message);
            await RefuseAsync(reason).ConfigureAwait(false);
            throw new RpcException(new Status(reason.Status, reason.Message));
        }
        catch (StoreException e)
        {
            SessionLog.NotStored(_services.Logger, NodeId, _peer, e.Message);
            await RefuseAsync(LinkEnd.StoreFailed).ConfigureAwait(false);
            throw new RpcException(new Status(LinkEnd.StoreFailed.Status, LinkEnd.StoreFailed.Message));
        }
        catch (OperationCanceledException)
        {
            SessionLog.Disconnected(_services.Logger, NodeId, _peer, "the connection was lost");
            throw;
        }
        catch (Exception e) when (e is RpcException or IOException)
        {
            SessionLog.Refused(_services.Logger, NodeId, _peer, e is RpcException rpc ? rpc.Status.Detail : e.Message);
            throw;
        }
        finally
        {
            if (_services.Registry.Leave(this))
            {
                _services.Fleet.Disconnected(NodeId);
                _services.Scans.Disconnected(NodeId);
            }

            _ended.TrySetResult();
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        var hello = await ReadHelloAsync(cancellationToken).ConfigureAwait(false);
        HelloValidator.Check(hello);
        var version = ProtocolVersions.Common(hello.Version) ?? throw new LinkRefusedException(
            StatusCode.FailedPrecondition,
            Refusal.Types.Reason.Version,
            $"this coordinator speaks protocol {ProtocolVersions.Major}, the agent {hello.Version?.Major ?? 0}: {(hello.Version?.Major > ProtocolVersions.Major ? "upgrade the coordinator" : "upgrade the agent")}");
        await _services.Registry.TakePlaceAsync(this, cancellationToken).ConfigureAwait(false);
        var node = await ContactAsync(hello, cancellationToken).ConfigureAwait(false);
        var inbox = new SessionInbox(this, hello, node, _services);
        var wanted = Wanted(hello, node.Sections);
        await _responses.WriteAsync(new CoordinatorMessage { Welcome = Welcome(version, wanted) }, cancellationToken).ConfigureAwait(false);
        SessionLog.Connected(_services.Logger, NodeId, hello.Hostname, _peer, hello.AgentVersion, wanted.Count);
        if (node.Sections.All.Count == 0)
            await _services.Scans.StartFirstReportAsync(NodeId, cancellationToken).ConfigureAwait(false);
        await RunFlowsAsync(inbox, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunFlowsAsync(SessionInbox inbox, CancellationToken cancellationToken)
    {
        var silence = MissedHeartbeats * _services.Options.HeartbeatInterval;
        using var watchdog = _services.Time.CreateTimer(_ => End(LinkEnd.Silent(silence)), null, silence, Timeout.InfiniteTimeSpan);
        var reading = ReadAsync(watchdog, silence, cancellationToken);
        Task[] flows = [reading, WorkAsync(inbox, cancellationToken), WriteAsync(cancellationToken), _clock.RunAsync(Send, cancellationToken)];
        try
        {
            var first = await Task.WhenAny(flows).ConfigureAwait(false);
            await first.ConfigureAwait(false);
            // The agent closed its side: what it sent before is still worked through.
            await flows[1].ConfigureAwait(false);
        }
        finally
        {
            await _life.CancelAsync().ConfigureAwait(false);
            foreach (var flow in flows)
                await flow.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Hello> ReadHelloAsync(CancellationToken cancellationToken)
    {
        var limit = _services.Options.Limits.Handshake;
        using var timer = _services.Time.CreateTimer(_ => End(LinkEnd.NoHello(limit)), null, limit, Timeout.InfiniteTimeSpan);
        if (!await _requests.MoveNext(cancellationToken).ConfigureAwait(false))
            throw LinkRefusedException.Protocol("the stream ended before its hello");
        return _requests.Current.MessageCase == AgentMessage.MessageOneofCase.Hello
            ? _requests.Current.Hello
            : throw LinkRefusedException.Protocol($"the stream began with '{_requests.Current.MessageCase}' instead of a hello");
    }

    private async Task<FleetNode> ContactAsync(Hello hello, CancellationToken cancellationToken)
    {
        var contact = new NodeContact
        {
            NodeId = NodeId,
            Hostname = hello.Hostname,
            MachineId = hello.MachineId,
            BootId = hello.BootId,
            Address = _peer.ToString(),
            AgentVersion = hello.AgentVersion,
            At = _services.Time.GetUtcNow(),
        };
        await _services.Store.Nodes.SaveContactAsync(contact, cancellationToken).ConfigureAwait(false);
        _services.Fleet.Contact(contact, hello.Policy);
        _services.Fleet.Seen(NodeId, WireTime.Read(hello.CollectedAt), hello.DroppedReports);
        return _services.Fleet.TryGet(NodeId, out var node) ? node : throw LinkEnd.Revoked;
    }

    private Welcome Welcome(ProtocolVersion version, IEnumerable<SectionKind> wanted) => new()
    {
        Version = version,
        CoordinatorVersion = Product.Version,
        CoordinatorId = _services.Identity.CoordinatorId,
        AgentId = NodeId,
        Fleet = _services.Identity.Fleet,
        HeartbeatInterval = Duration.FromTimeSpan(_services.Options.HeartbeatInterval),
        ScanInterval = Duration.FromTimeSpan(_services.Options.ScanInterval),
        Wanted = { wanted },
    };

    /// <summary>What is not stored, and what the agent knows otherwise than it is stored.</summary>
    private static IReadOnlyList<SectionKind> Wanted(Hello hello, NodeSections stored)
    {
        var theirs = hello.Digests.ToDictionary(d => d.Kind, d => d.Digest);
        return [.. SectionKinds.All.Where(kind => !stored.All.TryGetValue(kind, out var kept) || (theirs.TryGetValue(kind, out var digest) && !digest.Span.SequenceEqual(kept.Digest)))];
    }

    private async Task ReadAsync(ITimer watchdog, TimeSpan silence, CancellationToken cancellationToken)
    {
        while (await _requests.MoveNext(cancellationToken).ConfigureAwait(false))
        {
            // Taken before anything else is done: it is t4 of a time exchange.
            var stamp = _services.Time.GetTimestamp();
            watchdog.Change(silence, Timeout.InfiniteTimeSpan);
            if (_requests.Current.MessageCase == AgentMessage.MessageOneofCase.TimeReply)
                _clock.Answered(_requests.Current.TimeReply, stamp);
            else
                await _incoming.Writer.WriteAsync(_requests.Current, cancellationToken).ConfigureAwait(false);
        }

        _incoming.Writer.Complete();
    }

    private async Task WorkAsync(SessionInbox inbox, CancellationToken cancellationToken)
    {
        await foreach (var message in _incoming.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            await inbox.TakeAsync(message, cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (message.MessageCase == CoordinatorMessage.MessageOneofCase.TimeRequest)
                _clock.Sent(message.TimeRequest.Id);
            await _responses.WriteAsync(message, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RefuseAsync(LinkRefusedException reason)
    {
        using var limit = new CancellationTokenSource(s_refusalLimit);
        try
        {
            await _responses.WriteAsync(new CoordinatorMessage { Refusal = new Refusal { Reason = reason.Reason, Detail = reason.Message } }, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException or RpcException)
        {
            // The status says the same.
        }
    }
}
