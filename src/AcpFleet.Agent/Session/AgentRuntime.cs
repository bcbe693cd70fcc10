using System.Security.Cryptography;
using AcpFleet.Agent.Configuration;
using AcpFleet.Agent.Enrolment;
using AcpFleet.Agent.Identity;
using AcpFleet.Agent.Policy;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Spool;
using AcpFleet.Protocol.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Session;

/// <summary>
/// The agent as a service: collects at once and then at the coordinator's interval, keeps the link, and comes back by
/// itself after whatever ends it.
/// </summary>
internal sealed class AgentRuntime : IDisposable
{
    private static readonly TimeSpan DefaultScanInterval = TimeSpan.FromMinutes(10);

    private readonly AgentIdentity _identity;
    private readonly CoordinatorAddress _coordinator;
    private readonly NodeDescription _node;
    private readonly TimeProvider _time;
    private readonly AgentHealth _health;
    private readonly ILogger _logger;
    private readonly LocalPolicy _policy;
    private readonly ReportSpool _spool;
    private readonly AcknowledgedState _acknowledged;
    private readonly SectionBook _book = new();
    private readonly NodeScanner _scanner;
    private readonly Backoff _backoff = new(Random.Shared.NextDouble);
    private readonly string _processId = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly long _startedAt;
    private TaskCompletionSource<TimeSpan> _intervalChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _reported;

    /// <exception cref="IdentityException">The node is not enrolled, or its identity is damaged.</exception>
    /// <exception cref="IOException">The state directory cannot be used.</exception>
    public AgentRuntime(AgentSettings settings, StateDirectory state, LocalPolicy policy, ISectionCollector collector, AgentHealth health, TimeProvider time, ILoggerFactory loggers)
    {
        _startedAt = time.GetTimestamp();
        _time = time;
        _health = health;
        _logger = loggers.CreateLogger("acpfleet.agent");
        _policy = policy;
        _identity = AgentIdentity.Load(state.Path);
        _coordinator = settings.Coordinator ?? CoordinatorNote.Read(state.Path)
            ?? throw new IdentityException($"the coordinator's address is not known: '{state.Path}' holds none. Give it with --coordinator, or in {settings.Files.Configuration}");
        _node = NodeDescription.Read(settings.Root);
        _acknowledged = new AcknowledgedState(state.Acknowledged, _logger);
        _spool = new ReportSpool(state.Spool, settings.SpoolMebibytes * 1024L * 1024L, _acknowledged.LastSequence, _logger);
        _scanner = new NodeScanner(collector, _book, _spool, _acknowledged, time, _logger);
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _health.Scanning.ExpectWithin(AgentHealth.ScanLimit);
        _health.Notifier.Ready($"waiting for the coordinator at {_coordinator}");
        var firstScan = _scanner.ScanAsync("", [], life.Token);
        Task[] parts = [RescanAsync(firstScan, life.Token), ConnectForeverAsync(firstScan, life.Token)];
        try
        {
            await (await Task.WhenAny(parts).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && (exception is OperationCanceledException or RpcException))
        {
            // Stopped on request.
        }
        finally
        {
            await life.CancelAsync().ConfigureAwait(false);
            foreach (var part in parts)
                await part.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        _scanner.Dispose();
        _identity.Dispose();
    }

    private async Task RescanAsync(Task<ScanOutcome> firstScan, CancellationToken cancellationToken)
    {
        await firstScan.ConfigureAwait(false);
        var interval = DefaultScanInterval;
        var scannedAt = _time.GetTimestamp();
        while (true)
        {
            var changed = _intervalChanged.Task;
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var left = interval - _time.GetElapsedTime(scannedAt);
            _health.Scanning.ExpectWithin((left > TimeSpan.Zero ? left : TimeSpan.Zero) + AgentHealth.Grace);
            var delay = Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time, wait.Token);
            if (await Task.WhenAny(delay, changed).ConfigureAwait(false) == changed)
            {
                await wait.CancelAsync().ConfigureAwait(false);
                interval = await changed.ConfigureAwait(false);
                _intervalChanged = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
                continue;
            }

            await delay.ConfigureAwait(false);
            scannedAt = _time.GetTimestamp();
            _health.Scanning.ExpectWithin(AgentHealth.ScanLimit);
            await _scanner.ScanAsync("", [], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ConnectForeverAsync(Task<ScanOutcome> firstScan, CancellationToken cancellationToken)
    {
        while (true)
        {
            var trust = CoordinatorTrust.ByAuthorities(_identity.Authorities);
            // Its fault is this node's and ends the agent; faults of the link below never do.
            await firstScan.ConfigureAwait(false);
            // Until the link's own heartbeat takes over: connecting has its time limits, what it asks for may wait for a collection.
            _health.Linking.ExpectWithin(AgentHealth.ScanLimit);
            var opened = _time.GetTimestamp();
            string reason;
            try
            {
                using var channel = CoordinatorChannel.Open(_coordinator, trust, _identity.Certificate);
                var connection = NewConnection(channel);
                await connection.RunAsync(cancellationToken).ConfigureAwait(false);
                reason = "the link ended";
            }
#pragma warning disable CA1031 // Nothing that a coordinator says or a network does may end the agent: it is logged and tried again.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                reason = trust.LastRefusal ?? Describe(exception);
            }

            if (_time.GetElapsedTime(opened) > Backoff.Maximum)
                _backoff.Reset();
            var wait = _backoff.Next();
            LinkLog.Lost(_logger, _coordinator.ToString(), reason, wait.TotalSeconds);
            _health.Notifier.Status(FormattableString.Invariant($"waiting for the coordinator at {_coordinator}: {reason}, next try in {wait.TotalSeconds:F0} s"));
            _health.Linking.ExpectWithin(wait + AgentHealth.Grace);
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private AgentLinkConnection NewConnection(ChannelBase channel)
    {
        var connection = new AgentLinkConnection(
            new AgentLink.AgentLinkClient(channel), _node, _policy, _processId, _book, _spool, _acknowledged, _scanner, _health.Linking, _time, _logger);
        connection.Welcomed += OnWelcomed;
        connection.Acknowledged += OnAcknowledged;
        return connection;
    }

    private void OnWelcomed(Welcome welcome)
    {
        LinkLog.Connected(_logger, _coordinator.ToString(), _identity.Uri.ToString(), welcome.CoordinatorVersion, welcome.Version.Major, welcome.Version.Minor, welcome.Wanted.Count, _spool.Count);
        _health.Notifier.Status($"connected to {_coordinator} as {_identity.Uri}{(_policy.Problem is null ? "" : $"; policy: {_policy}")}");
        var interval = welcome.ScanInterval?.ToTimeSpan() ?? DefaultScanInterval;
        if (interval >= TimeSpan.FromSeconds(1) && interval <= TimeSpan.FromDays(1))
            _intervalChanged.TrySetResult(interval);
    }

    private void OnAcknowledged()
    {
        // A welcome alone is no success: a coordinator that cannot store would be asked again at once, for ever.
        _backoff.Reset();
        if (_reported)
            return;
        _reported = true;
        LinkLog.FirstReport(_logger, _time.GetElapsedTime(_startedAt).TotalMilliseconds);
    }

    private static string Describe(Exception exception) => exception is RpcException rpc
        ? $"{rpc.StatusCode}: {rpc.Status.Detail}"
        : exception.Message;
}
