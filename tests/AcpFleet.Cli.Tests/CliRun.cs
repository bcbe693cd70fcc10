using AcpFleet.Cli.Terminal;
using AcpFleet.TestKit.Rest;

namespace AcpFleet.Cli.Tests;

/// <summary>Runs the command line in this process, with streams and an environment of the test's own.</summary>
internal sealed class CliRun
{
    private readonly Dictionary<string, string> _variables = new() { ["LANG"] = "en_US.UTF-8" };

    /// <summary>Columns of the terminal behind both streams; 0: pipes.</summary>
    public int TerminalWidth { get; init; }

    public string Input { get; init; } = "";

    /// <summary>Data directory of the machine's own coordinator; by default there is none.</summary>
    public string CoordinatorData { get; init; } = "/nonexistent";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static CliRun Against(FakeCoordinator coordinator, int terminalWidth = 0) =>
        new CliRun { TerminalWidth = terminalWidth }
            .With("ACPFLEET_SERVER", coordinator.Server)
            .With("ACPFLEET_TOKEN_FILE", coordinator.TokenFile)
            .With("ACPFLEET_CA", coordinator.CaFile);

    public CliRun With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    public async Task<CliResult> RunAsync(params string[] arguments)
    {
        using var stop = new StopRequest();
        return await RunAsync(stop, arguments);
    }

    public async Task<CliResult> RunAsync(StopRequest stop, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var traits = TerminalWidth > 0 ? new StreamTraits(true, TerminalWidth) : StreamTraits.NotATerminal;
        var environment = new CliEnvironment
        {
            Out = output,
            Error = error,
            In = new StringReader(Input),
            OutTraits = traits,
            ErrorTraits = traits,
            Variable = name => _variables.GetValueOrDefault(name),
            Time = Time,
            CoordinatorData = CoordinatorData,
        };
        var exitCode = await new CliApplication(environment, stop).RunAsync(arguments);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
