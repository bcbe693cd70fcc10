using System.Diagnostics;
using System.Text;

namespace AcpFleet.TestKit.Processes;

/// <summary>A program under test, its output kept, certain to be gone with the test.</summary>
public sealed class TestProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TestProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Standard output and error so far, in the order in which they arrived.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
                return _output.ToString();
        }
    }

    public static TestProcess Start(IReadOnlyList<string> program, params IReadOnlyList<string> arguments)
    {
        // env gives SIGINT its default meaning back: a shell that runs the tests in the background has them ignore it.
        var start = new ProcessStartInfo("env")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in ((string[])["--default-signal=INT"]).Concat(program).Concat(arguments))
            start.ArgumentList.Add(argument);
        var child = new TestProcess(new Process { StartInfo = start });
#pragma warning disable RS0030 // Tests start the real programs; the one runner is the agent's.
        child._process.Start();
#pragma warning restore RS0030
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string? input, IReadOnlyList<string> program, params IReadOnlyList<string> arguments)
    {
        await using var child = Start(program, arguments);
        if (input is not null)
            await child._process.StandardInput.WriteAsync(input);
        child._process.StandardInput.Close();
        await child.ExitedAsync();
        return (child.ExitCode, child.Output);
    }

    /// <summary>Waits until the output holds a text, from a position on.</summary>
    /// <exception cref="InvalidOperationException">The program ended before, or two minutes went by; the message holds the output.</exception>
    public async Task WaitForAsync(string text, int from = 0)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            Task written;
            lock (_lock)
            {
                if (_output.ToString(from, Math.Max(0, _output.Length - from)).Contains(text, StringComparison.Ordinal))
                    return;
                written = _written.Task;
            }

            var exited = _process.WaitForExitAsync(limit.Token);
            try
            {
                if (await Task.WhenAny(written, exited) == exited)
                {
                    await exited;
                    if (!Output[from..].Contains(text, StringComparison.Ordinal))
                        throw new InvalidOperationException($"it ended with {ExitCode} without writing '{text}':\n{Output}");
                }
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException($"it did not write '{text}' within two minutes:\n{Output}");
            }
        }
    }

    /// <summary>kill -9, and its end.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM.</summary>
    public void Terminate() => Signals.Send(_process.Id, Signals.Terminate);

    /// <summary>Waits for the end, two minutes at most.</summary>
    public async Task ExitedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await _process.WaitForExitAsync(limit.Token);
    }

    /// <summary>Whether it ends within a time: a peer notices its death before the kernel has cleared it away.</summary>
    public async Task<bool> ExitsAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.HasExited;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_lock)
        {
            _output.AppendLine(line);
            _written.TrySetResult();
            _written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
