using System.Diagnostics;
using System.Text;

namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>A peer's program: lines go in and out; it ends when its input ends.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private PeerProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
                _errors.AppendLine(line.Data);
        };
    }

    private string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    public static PeerProcess Start(string program, IEnumerable<string> arguments, string? directory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "",
        };
        // A proxy of the machine has nothing to do with loopback, and grpcio would use it.
        foreach (var name in new[] { "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "grpc_proxy" })
        {
            if (directory is null)
                start.Environment.Remove(name);
        }
        var process = new PeerProcess(new Process { StartInfo = start });
#pragma warning disable RS0030 // Peers of other languages are programs; this is the one place of these tests that starts them.
        process._process.Start();
#pragma warning restore RS0030
        process._process.BeginErrorReadLine();
        return process;
    }

    public async Task<string> ReadLineAsync()
    {
        try
        {
            return await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit)
                ?? throw new InvalidOperationException($"The peer ended. It wrote: {Errors}");
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"The peer did not answer within {Limit}. It wrote: {Errors}");
        }
    }

    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await ReadLineAsync();
    }

    /// <returns>The exit code and what the program wrote as errors.</returns>
    public async Task<(int ExitCode, string Errors)> WaitAsync(TimeSpan limit)
    {
        _process.StandardInput.Close();
        await _process.StandardOutput.ReadToEndAsync().WaitAsync(limit);
        await _process.WaitForExitAsync().WaitAsync(limit);
        return (_process.ExitCode, Errors);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (Exception stuck) when (stuck is TimeoutException or IOException)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }
}
