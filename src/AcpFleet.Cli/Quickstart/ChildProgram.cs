using System.ComponentModel;
using System.Diagnostics;

namespace AcpFleet.Cli.Quickstart;

/// <summary>
/// A program that quickstart started. It lives no longer than this process: its standard input is a pipe from here, which
/// the kernel closes however this process ends, and the program stops when that input does (--stop-with-stdin).
/// </summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly OutputLog _log;
    private readonly Task _outputs;
    private readonly TimeProvider _time;

    private ChildProgram(string name, Process process, OutputLog log, TimeProvider time)
    {
        Name = name;
        _process = process;
        _log = log;
        _time = time;
        Identity = RunningProcess.Of(process.Id) ?? new RunningProcess(process.Id, -1);
        _outputs = Task.WhenAll(log.TakeAsync(process.StandardOutput.BaseStream), log.TakeAsync(process.StandardError.BaseStream));
        Ended = EndAsync();
    }

    public string Name { get; }

    public RunningProcess Identity { get; }

    /// <summary>Completes when the program has ended and its output is read.</summary>
    public Task Ended { get; }

    public int ProcessId => Identity.Pid;

    /// <summary>Starts it.</summary>
    /// <param name="input">Written to its standard input, which is closed then; null: the input stays open for as long as this process lives.</param>
    public static ChildProgram Start(string name, ProgramCommand command, IReadOnlyList<string> arguments, string logPath, string? input, TimeProvider time)
    {
        var start = new ProcessStartInfo(command.File)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Leading.Concat(arguments))
            start.ArgumentList.Add(argument);
        var log = new OutputLog(logPath);
        try
        {
            // The one place where the command line starts programs: its own coordinator and agent, by argument vector.
#pragma warning disable RS0030
            var process = Process.Start(start) ?? throw new CliFault(Cli.ExitCode.LocalFailure, $"{command.File} did not start.");
#pragma warning restore RS0030
            var child = new ChildProgram(name, process, log, time);
            child.WriteInput(input);
            return child;
        }
        catch (Win32Exception failure)
        {
            log.Dispose();
            throw new CliFault(Cli.ExitCode.LocalFailure, $"{command.File} cannot be started: {failure.Message}", "Check that the file is there and may be executed.", failure);
        }
    }

    /// <summary>The program's exit code; only after <see cref="Ended"/>.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The end of the program as an error: what it last said, and where the rest is.</summary>
    public CliFault Fault(string what) => WithTail($"{what} (exit code {ExitCode}).");

    /// <summary>The program still runs, but what was waited for did not come.</summary>
    public CliFault Late(string what, TimeSpan limit) => WithTail($"{what} within {limit.TotalSeconds:0} s.");

    /// <summary>Ends it: closes its input and asks with SIGTERM, then after ten seconds with SIGKILL.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        Identity.Terminate();
        try
        {
            await Ended.WaitAsync(StopLimit, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await Ended.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Ended.IsCompleted)
            await StopAsync().ConfigureAwait(false);
        _log.Dispose();
        _process.Dispose();
    }

    private CliFault WithTail(string what) => new(Cli.ExitCode.LocalFailure, $"{what} The last lines of {_log.Path}:")
    {
        Details = _log.Tail.Where(line => !IsStackFrame(line)).TakeLast(12).ToList() is { Count: > 0 } tail ? tail : ["(it wrote nothing)"],
    };

    /// <summary>Frames of a stack stay in the file: here they would push out what happened.</summary>
    private static bool IsStackFrame(string line) =>
        line.TrimStart() is var text && (text.StartsWith("at ", StringComparison.Ordinal) || text.StartsWith("--- End of", StringComparison.Ordinal));

    private void WriteInput(string? input)
    {
        if (input is null)
            return;
        try
        {
            _process.StandardInput.Write(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading; its own message says why.
        }
    }

    private async Task EndAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _outputs.ConfigureAwait(false);
    }
}
