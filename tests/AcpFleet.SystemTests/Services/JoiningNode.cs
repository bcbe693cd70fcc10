using System.Globalization;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Services;

/// <summary>A node with a machine-id of its own and the files that an administrator puts on it; its agent is the real one.</summary>
internal sealed class JoiningNode : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private TestProcess? _process;

    public JoiningNode(int machine = 1)
    {
        FixtureTree.Copy("ubuntu-22.04", Root);
        Directory.CreateDirectory(_directory["etc"]);
        File.WriteAllText(Configuration, "logLevel: debug\n");
        BecomeMachine(machine);
    }

    public string Root => _directory["node"];

    public string State => _directory["state"];

    public string Recording => _directory["recording"];

    public string JoinFile => _directory["etc/join.yaml"];

    public string Identity => Path.Combine(State, "identity.pem");

    private string Configuration => _directory["etc/agent.yaml"];

    public TestProcess Process => _process ?? throw new InvalidOperationException("the agent was not started");

    /// <summary>From the next start on this disk is in another machine.</summary>
    public void BecomeMachine(int machine) =>
        File.WriteAllText(Path.Combine(Root, "etc", "machine-id"), machine.ToString("x32", CultureInfo.InvariantCulture) + "\n");

    public async Task WriteJoinFileAsync(TestCoordinator coordinator)
    {
        await File.WriteAllTextAsync(JoinFile, $"coordinator: \"{coordinator.Agents}\"\ntoken: {await coordinator.TokenAsync()}\n");
        File.SetUnixFileMode(JoinFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Start(params string[] prefix) => _process = TestProcess.Start(
        [.. prefix, .. Repository.Agent],
        "run", "--state", State, "--root", Root, "--config", Configuration);

    /// <summary>SIGTERM, and its end.</summary>
    public async Task StopAsync()
    {
        Process.Terminate();
        await Process.ExitedAsync();
    }

    public Task<(int ExitCode, string Output)> StatusAsync(params string[] arguments) => TestProcess.RunAsync(
        null,
        Repository.Agent,
        ["status", "--state", State, "--root", Root, "--config", Configuration, .. arguments]);

    /// <summary>The identity's URI by the status command; null when there is none.</summary>
    public async Task<string?> AgentAsync()
    {
        var (_, output) = await StatusAsync("--output", "json");
        using var json = System.Text.Json.JsonDocument.Parse(output);
        return json.RootElement.TryGetProperty("agent", out var agent) ? agent.GetString() : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _directory.Dispose();
    }
}
