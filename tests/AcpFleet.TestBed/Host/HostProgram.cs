using System.Diagnostics;

namespace AcpFleet.TestBed.Host;

/// <summary>Runs a program of this machine to its end: argument vector, fixed path and language.</summary>
internal static class HostProgram
{
    /// <param name="input">Its standard input; without one it reads an end of file.</param>
    public static async Task<ProgramResult> RunAsync(IReadOnlyList<string> command, Stream? input = null, CancellationToken cancellation = default)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["LC_ALL"] = "C";
        foreach (var argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        using var process = new Process { StartInfo = start };
#pragma warning disable RS0030 // Test support starts real programs; the one runner is the agent's.
        process.Start();
#pragma warning restore RS0030
        try
        {
            using var output = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await FeedAsync(process, input, cancellation);
            await reading;
            var text = await error;
            await process.WaitForExitAsync(cancellation);
            return new ProgramResult(process.ExitCode, output.ToArray(), text);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Runs a program that must succeed.</summary>
    /// <returns>Its standard output.</returns>
    public static async Task<string> DoAsync(IReadOnlyList<string> command, CancellationToken cancellation = default)
    {
        var result = await RunAsync(command, null, cancellation);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException($"{string.Join(' ', command)}: {result}");
    }

    /// <summary>Runs a program on this process's own terminal, to its end.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> AttachAsync(IReadOnlyList<string> command)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(command[0], command.Skip(1)) };
#pragma warning disable RS0030 // As above.
        process.Start();
#pragma warning restore RS0030
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static async Task FeedAsync(Process process, Stream? input, CancellationToken cancellation)
    {
        try
        {
            if (input is not null)
                await input.CopyToAsync(process.StandardInput.BaseStream, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input, before it had read all: its exit code says what that means.
        }
    }
}
