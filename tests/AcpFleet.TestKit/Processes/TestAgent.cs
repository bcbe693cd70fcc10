namespace AcpFleet.TestKit.Processes;

/// <summary>A real agent process with a state directory of its own.</summary>
public sealed class TestAgent(string state, TestCoordinator coordinator, string root = "/") : IAsyncDisposable
{
    private TestProcess? _process;

    public TestProcess Process => _process ?? throw new InvalidOperationException("the agent was not started");

    /// <summary>Enrols; the agent must succeed.</summary>
    public async Task EnrolAsync(string? token = null)
    {
        var (code, output) = await TryEnrolAsync(token ?? await coordinator.TokenAsync());
        if (code != 0)
            throw new InvalidOperationException($"enrol ended with {code}:\n{output}");
    }

    /// <summary>Tries to enrol.</summary>
    public Task<(int ExitCode, string Output)> TryEnrolAsync(string token, params string[] prefix) => TestProcess.RunAsync(
        token,
        [.. prefix, .. Repository.Agent],
        "enrol", "--coordinator", coordinator.Agents, "--token-file", "-", "--state", state, "--root", root);

    public void Start(params string[] prefix) => StartAt(coordinator.Agents, prefix);

    /// <summary>Starts it against an address of the test's choice: a relay.</summary>
    public void StartAt(string address, params string[] prefix) => _process = TestProcess.Start(
        [.. prefix, .. Repository.Agent],
        "run", "--state", state, "--root", root, "--verbose", "--coordinator", address);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
