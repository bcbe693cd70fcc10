using System.Text.Json;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Quickstart;

/// <summary>The built acpfleet with a data directory and a home of the test's own, on free ports.</summary>
internal sealed class QuickstartProcess : IDisposable
{
    private readonly TemporaryDirectory _home = new();

    public string DataDirectory => _home["data"];

    public string ContextFile => Path.Combine(_home.Path, "config", "acpfleet", "context.json");

    /// <summary>Runs before every command line, for example to drop rights.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>Opens the home to everyone, for runs as another user.</summary>
    public void OpenHome() => File.SetUnixFileMode(_home.Path, (UnixFileMode)0b111_111_111);

    public TestProcess Start(params IReadOnlyList<string> arguments) =>
        TestProcess.Start(Program, ["quickstart", "--data-dir", DataDirectory, "--agents-port", "0", "--people-port", "0", .. arguments]);

    /// <summary>Any other verb, by the context file that quickstart wrote.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(params IReadOnlyList<string> arguments) => TestProcess.RunAsync(null, Program, arguments);

    /// <summary>Runs to the verdict.</summary>
    public async Task<(int ExitCode, JsonElement Report, string Output)> JudgeAsync()
    {
        await using var quickstart = Start("--output", "json");
        await quickstart.ExitedAsync();
        await Eventually.GetAsync(() => Task.FromResult(quickstart.Output), output => output.TrimEnd().EndsWith('}') || quickstart.ExitCode > 1, output => output);
        // Progress goes to standard error, the report to standard output; both arrive here.
        var lines = quickstart.Output.Split('\n').SkipWhile(line => line != "{").TakeWhile(line => line.Length > 0).ToList();
        lines.ShouldNotBeEmpty(quickstart.Output);
        return (quickstart.ExitCode, JsonDocument.Parse(string.Join('\n', lines)).RootElement, quickstart.Output);
    }

    /// <summary>Programs that have the data directory in their arguments: coordinator and agent, while they run.</summary>
    public IReadOnlyList<(int Id, string CommandLine)> Programs() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(directory => int.TryParse(Path.GetFileName(directory), out _))
            .Select(directory => (Id: int.Parse(Path.GetFileName(directory)), CommandLine: ReadCommandLine(directory)))
            .Where(process => process.CommandLine.Contains(DataDirectory, StringComparison.Ordinal) && !process.CommandLine.Contains("acpfleet.dll", StringComparison.Ordinal)),
    ];

    /// <summary>Waits until neither coordinator nor agent is left.</summary>
    public Task NothingLeftAsync() => Eventually.GetAsync(
        () => Task.FromResult(Programs()), programs => programs.Count == 0, programs => string.Join("; ", programs.Select(program => program.CommandLine)));

    public void Dispose() => _home.Dispose();

    private IReadOnlyList<string> Program =>
        [.. Prefix, "env", $"HOME={_home.Path}", $"XDG_CONFIG_HOME={Path.Combine(_home.Path, "config")}", "XDG_DATA_HOME=", "LANG=C.UTF-8", "LC_ALL=", .. Repository.Cli];

    private static string ReadCommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
