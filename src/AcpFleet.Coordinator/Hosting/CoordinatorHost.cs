using System.Net;
using AcpFleet.Coordinator.Access;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Evaluation;
using AcpFleet.Coordinator.Fleet;
using AcpFleet.Coordinator.Identity;
using AcpFleet.Store;
using AcpFleet.Store.Sqlite;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AcpFleet.Coordinator.Hosting;

/// <summary>
/// A whole coordinator in one object, for the program and for tests: opens the data directory, the store and the CA,
/// judges what is stored, listens, and undoes it all in the reverse order.
/// </summary>
public sealed partial class CoordinatorHost : IAsyncDisposable
{
    private const string FleetSetting = "fleet";
    private const string DefaultFleet = "fleet";

    private readonly Stack<Func<ValueTask>> _undo = new();
    private readonly CoordinatorOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<ILoggingBuilder> _logging;
    private DataDirectory _data = null!;
    private WebApplication _application = null!;
    private ILogger? _logger;
    private string _fleet = DefaultFleet;

    private CoordinatorHost(CoordinatorOptions options, TimeProvider time, Action<ILoggingBuilder> logging)
    {
        _options = options;
        _time = time;
        _logging = logging;
    }

    /// <summary>Where agents connect, with the port that was taken.</summary>
    public IPEndPoint Agents { get; private set; } = null!;

    /// <summary>Where people connect, with the port that was taken.</summary>
    public IPEndPoint People { get; private set; } = null!;

    /// <summary>New at each start.</summary>
    public string CoordinatorId { get; } = Guid.NewGuid().ToString("D");

    /// <summary>The file that holds the admin token.</summary>
    public string AdminTokenFile => _data.AdminToken;

    internal IServiceProvider Services => _application.Services;

    /// <summary>Starts a coordinator; when this returns it listens on both endpoints.</summary>
    /// <param name="logging">Adds the providers that entries go to.</param>
    /// <exception cref="StartupException">The data directory, the fleet's name or an address cannot be used.</exception>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    /// <exception cref="IdentityException">The CA cannot be used.</exception>
    public static async Task<CoordinatorHost> StartAsync(CoordinatorOptions options, TimeProvider time, Action<ILoggingBuilder> logging, CancellationToken cancellationToken)
    {
        var host = new CoordinatorHost(options, time, logging);
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What <c>systemctl status</c> shows.</summary>
    public string Summary => $"fleet {_fleet}: agents connect to {Agents}, people to {People}";

    /// <summary>Ends when the store's writer has worked through what waits: the sign that this coordinator still does its work.</summary>
    /// <returns>True; a writer that hangs never answers.</returns>
    public async ValueTask<bool> ShowsProgressAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Services.GetRequiredService<IFleetStore>().PassAsync(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            // It answers. A restart would not make room on a full disk.
        }

        return true;
    }

    /// <summary>
    /// Stops cleanly: sessions are told, what waits is written, the endpoints file goes. What fails on the way (a full disk,
    /// say) is logged and keeps nothing else from being done: what was acknowledged is stored already.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        while (_undo.TryPop(out var undo))
        {
            try
            {
                await undo().ConfigureAwait(false);
            }
            catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException)
            {
                if (_logger is not null)
                    LogNotUndone(_logger, e.Message);
            }
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _data = DataDirectory.Prepare(_options.DataDirectory);
        var store = SqliteStore.Open(_data.Database, _time);
        _undo.Push(store.DisposeAsync);
        var name = await FleetNameAsync(store, cancellationToken).ConfigureAwait(false);
        var authority = CertificateAuthority.Open(_data.Authority, name, _time);
        _undo.Push(() => Do(authority.Dispose));
        var names = MachineNames.Of(_options);
        var tls = new ServerTls(_data.Authority, authority, names, _time, reason => LogNotRenewed(Logger, reason));
        _undo.Push(() => Do(tls.Dispose));
        var administrator = await AdminCredential.OpenAsync(store, _data.AdminToken, _options, _time, cancellationToken).ConfigureAwait(false);

        var parts = new CoordinatorParts(_options, store, authority, tls, administrator, new CoordinatorIdentity(CoordinatorId, name), _time);
        _application = CoordinatorApplication.Build(parts, _logging);
        _undo.Push(_application.DisposeAsync);
        _logger = Logger;
        _fleet = name;
        await StartFleetAsync(cancellationToken).ConfigureAwait(false);
        await ListenAsync(cancellationToken).ConfigureAwait(false);
        LogListening(Logger, name, Agents, People, _data.Path, string.Join(", ", names));
    }

    private ILogger Logger => Services.GetRequiredService<ILogger<CoordinatorHost>>();

    private async Task StartFleetAsync(CancellationToken cancellationToken)
    {
        var interrupted = await Services.GetRequiredService<IFleetStore>().Scans.InterruptRunningAsync(_time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        if (interrupted > 0)
            LogInterrupted(Logger, interrupted);
        await Services.GetRequiredService<CurrentPlan>().LoadAsync(cancellationToken).ConfigureAwait(false);
        await Services.GetRequiredService<FleetState>().LoadAsync(cancellationToken).ConfigureAwait(false);
        var judge = Services.GetRequiredService<FleetJudge>();
        await judge.StartAsync(cancellationToken).ConfigureAwait(false);
        var upkeep = Services.GetRequiredService<FleetUpkeep>();
        upkeep.Start();
        _undo.Push(judge.DisposeAsync);
        _undo.Push(async () => await Services.GetRequiredService<FleetState>().SavePresenceAsync(CancellationToken.None).ConfigureAwait(false));
        _undo.Push(upkeep.DisposeAsync);
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new StartupException($"cannot listen on {_options.Agents} (agents) and {_options.People} (people): {e.Message}. Stop what uses the port, or give --agents and --people", e);
        }

        _undo.Push(StopListeningAsync);
        _undo.Push(() => Do(() => AcpFleet.Files.DurableFile.Delete(_data.EndpointsFile)));
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a).Port).ToList();
        Agents = new IPEndPoint(_options.Agents.Address, addresses[0]);
        People = new IPEndPoint(_options.People.Address, addresses[1]);
        new EndpointsFile(Agents.ToString(), People.ToString(), Environment.ProcessId, CoordinatorId).Write(_data.EndpointsFile);
    }

    private async ValueTask StopListeningAsync()
    {
        await Services.GetRequiredService<SessionRegistry>().EndAllAsync(() => LinkEnd.ShuttingDown).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _application.StopAsync(limit.Token).ConfigureAwait(false);
        LogStopped(Logger);
    }

    private async Task<string> FleetNameAsync(IFleetStore store, CancellationToken cancellationToken)
    {
        var kept = await store.Settings.AddAsync(FleetSetting, _options.Fleet ?? DefaultFleet, cancellationToken).ConfigureAwait(false);
        return _options.Fleet is null || _options.Fleet == kept
            ? kept
            : throw new StartupException($"the data directory {_data.Path} holds fleet '{kept}', not '{_options.Fleet}': a fleet's name is given at the first start and never changes. Leave out --fleet, or name another directory with --data");
    }

    private static ValueTask Do(Action action)
    {
        action();
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Information, "fleet {Fleet}: agents connect to {Agents}, people to {People}; data in {Data}; certificate for {Names}")]
    private static partial void LogListening(ILogger logger, string fleet, IPEndPoint agents, IPEndPoint people, string data, string names);

    [LoggerMessage(2, LogLevel.Information, "{Scans} scans that a former stop had interrupted were ended as timed out")]
    private static partial void LogInterrupted(ILogger logger, int scans);

    [LoggerMessage(4, LogLevel.Error, "the server's certificate could not be renewed and is used on: {Reason}. The next try is in half a day")]
    private static partial void LogNotRenewed(ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Error, "a step of the stop failed and the others go on: {Reason}")]
    private static partial void LogNotUndone(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Information, "stopped")]
    private static partial void LogStopped(ILogger logger);
}
