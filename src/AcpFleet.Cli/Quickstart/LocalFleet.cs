using System.Text.Json;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Terminal;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Quickstart;

/// <summary>A coordinator and an agent on this machine, as the real programs, for as long as this process lives.</summary>
internal sealed class LocalFleet : IAsyncDisposable
{
    private const string CoordinatorProgram = "acpfleet-coordinator";
    private const string AgentProgram = "acpfleet-agent";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LeftoverLimit = TimeSpan.FromSeconds(20);

    private readonly QuickstartPaths _paths;
    private readonly QuickstartOptions _options;
    private readonly ProgramLocator _locator;
    private readonly ProgramRecords _records;
    private readonly TimeProvider _time;
    private ChildProgram? _coordinator;
    private ChildProgram? _agent;
    private CoordinatorClient? _client;

    public LocalFleet(QuickstartPaths paths, QuickstartOptions options, CliEnvironment environment)
    {
        _paths = paths;
        _options = options;
        _time = environment.Time;
        _locator = new ProgramLocator(AppContext.BaseDirectory, environment.Variable);
        _records = new ProgramRecords(paths.Programs);
    }

    /// <summary>After <see cref="StartCoordinatorAsync"/>.</summary>
    public CoordinatorClient Client => _client ?? throw new InvalidOperationException("The coordinator was not started.");

    /// <summary>After <see cref="StartCoordinatorAsync"/>.</summary>
    public CoordinatorEndpoints Endpoints { get; private set; } = new("", "", 0);

    /// <summary>Programs of a run that was killed are still ending.</summary>
    public bool HasLeftovers => _records.Leftovers().Count > 0;

    /// <summary>Waits for programs of a run that was killed; after a while asks them to end.</summary>
    public async Task AwaitLeftoversAsync(CancellationToken cancellationToken)
    {
        var leftovers = _records.Leftovers();
        var start = _time.GetTimestamp();
        var asked = false;
        while (leftovers.Any(process => process.IsAlive))
        {
            var waited = _time.GetElapsedTime(start);
            if (waited > LeftoverLimit)
            {
                throw new CliFault(ExitCode.LocalFailure, $"Programs of an earlier quickstart do not end: process {string.Join(", ", leftovers.Where(process => process.IsAlive).Select(process => process.Pid))}.",
                    "End them (kill PID), then run quickstart again.");
            }

            if (!asked && waited > LeftoverLimit / 2)
            {
                asked = true;
                foreach (var process in leftovers)
                    process.Terminate();
            }

            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task StartCoordinatorAsync(CancellationToken cancellationToken)
    {
        var command = _locator.Find(CoordinatorProgram);
        if (File.Exists(_paths.Endpoints))
            File.Delete(_paths.Endpoints);
        var agents = PortChoice.Choose(_options.AgentsPort, PortChoice.Agents);
        var people = PortChoice.Choose(_options.PeoplePort, PortChoice.People);
        _coordinator = ChildProgram.Start(CoordinatorProgram, command,
        [
            "run", "--data", _paths.Coordinator, "--fleet", "quickstart",
            "--agents", $"127.0.0.1:{agents}", "--people", $"127.0.0.1:{people}",
            "--san", "localhost", "--san", "127.0.0.1",
            "--scan-interval", "10s", "--stop-with-stdin",
        ], _paths.LogOf(CoordinatorProgram), input: null, _time);
        _records.Add(_coordinator.Identity);
        Endpoints = await UntilAsync(ReadEndpointsAsync, _coordinator, "The coordinator did not start", cancellationToken).ConfigureAwait(false);
        _client = new CoordinatorClient(new ConnectionSettings
        {
            Server = Endpoints.PeopleUri,
            TokenFile = _paths.AdminToken,
            CaFile = _paths.Ca,
            Timeout = TimeSpan.FromSeconds(ConnectionOptions.DefaultTimeoutSeconds),
        });
        await _client.GetVersionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Joins this machine with a token that lives a minute; the token travels by standard input, never by argument or file.</summary>
    public async Task EnrolAsync(CancellationToken cancellationToken)
    {
        var token = await Client.CreateTokenAsync(new TokenRequestBody(1, 60, "quickstart"), cancellationToken).ConfigureAwait(false);
        await using var enrolment = ChildProgram.Start(AgentProgram, _locator.Find(AgentProgram),
            ["enrol", "--coordinator", Endpoints.Agents, "--token-file", "-", "--state", _paths.Agent],
            _paths.LogOf("enrolment"), token.Token + "\n", _time);
        _records.Add(enrolment.Identity);
        await enrolment.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (enrolment.ExitCode != 0)
            throw enrolment.Fault("This machine could not be enrolled");
    }

    /// <summary>Starts the agent and waits until it is connected.</summary>
    public async Task<NodeView> ConnectAgentAsync(CancellationToken cancellationToken)
    {
        _agent = ChildProgram.Start(AgentProgram, _locator.Find(AgentProgram),
            ["run", "--state", _paths.Agent, "--coordinator", Endpoints.Agents, "--stop-with-stdin"],
            _paths.LogOf(AgentProgram), input: null, _time);
        _records.Add(_agent.Identity);
        return await UntilAsync(FindConnectedAsync, _agent, "The agent did not connect", cancellationToken).ConfigureAwait(false);

        async Task<NodeView?> FindConnectedAsync() =>
            (await Client.ListNodesAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(node => node.Connected);
    }

    /// <summary>Completes with an error when one of the programs ends although nobody asked it to.</summary>
    public async Task<CliFault> FailureAsync()
    {
        var first = await Task.WhenAny(_coordinator!.Ended, _agent?.Ended ?? _coordinator.Ended).ConfigureAwait(false);
        return first == _coordinator.Ended ? _coordinator.Fault("The coordinator has ended") : _agent!.Fault("The agent has ended");
    }

    /// <summary>Stops the agent, then the coordinator.</summary>
    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_agent is not null)
            await _agent.DisposeAsync().ConfigureAwait(false);
        if (_coordinator is not null)
            await _coordinator.DisposeAsync().ConfigureAwait(false);
        _records.Clear();
    }

    private async Task<CoordinatorEndpoints?> ReadEndpointsAsync()
    {
        if (!File.Exists(_paths.Endpoints))
            return null;
        try
        {
            var text = await File.ReadAllTextAsync(_paths.Endpoints).ConfigureAwait(false);
            var endpoints = JsonSerializer.Deserialize(text, CliJson.Default.CoordinatorEndpoints);
            return endpoints is not null && endpoints.Pid == _coordinator!.ProcessId ? endpoints : null;
        }
        catch (JsonException malformed)
        {
            throw new CliFault(ExitCode.LocalFailure, $"{_paths.Endpoints} is not what a coordinator writes: {malformed.Message}", "Check that acpfleet and acpfleet-coordinator are of one version.", malformed);
        }
    }

    private async Task<T> UntilAsync<T>(Func<Task<T?>> look, ChildProgram program, string failure, CancellationToken cancellationToken)
        where T : class
    {
        var start = _time.GetTimestamp();
        while (true)
        {
            if (await look().ConfigureAwait(false) is { } found)
                return found;
            if (program.Ended.IsCompleted)
                throw program.Fault(failure);
            if (_time.GetElapsedTime(start) > StartLimit)
                throw program.Late(failure, StartLimit);
            await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }
}
