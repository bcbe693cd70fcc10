using AcpFleet.Agent.Files;
using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Programs;

/// <summary>
/// Starts programs by argument vector with a fixed PATH, <c>LC_ALL=C</c> and an empty standard input, in a process
/// group of their own that does not outlive the run. Never a shell.
/// </summary>
/// <param name="timeProvider">Bounds and times the runs.</param>
/// <param name="searchPath">Where bare names are looked for, and the children's PATH; null for the system's directories.</param>
public sealed class ProgramRunner(TimeProvider timeProvider, IReadOnlyList<string>? searchPath = null) : IProgramRunner
{
    private static readonly string[] SystemPath = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    private readonly IReadOnlyList<string> _directories = searchPath ?? SystemPath;

    public Task<ProgramResult> RunAsync(ProgramRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        // A thread of its own: the run blocks in poll, and a program may take half a minute.
        return Task.Factory.StartNew(
            () => Run(request, cancellationToken), CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
    }

    private ProgramResult Run(ProgramRequest request, CancellationToken cancellationToken)
    {
        if (request.Program.Contains('\0') || request.Arguments.Any(argument => argument.Contains('\0')))
            return new ProgramResult { Outcome = ProgramOutcome.NotStarted, StartError = "an argument holds a zero byte" };
        if (Find(request.Program) is not { } path)
            return new ProgramResult { Outcome = ProgramOutcome.NotFound };

        var begun = timeProvider.GetTimestamp();
        var error = ChildProcess.Start(path, request.Arguments, Environment(), out var child);
        if (child is null)
        {
            return error == Errno.NoEntry
                ? new ProgramResult { Outcome = ProgramOutcome.NotFound } // also a script whose interpreter is missing
                : new ProgramResult { Outcome = ProgramOutcome.NotStarted, StartError = Errno.Describe(error) };
        }

        using (child)
        using (var supervision = new ChildSupervision(child, request, timeProvider, cancellationToken))
        {
            var result = supervision.Run();
            cancellationToken.ThrowIfCancellationRequested();
            return result with { Took = timeProvider.GetElapsedTime(begun) };
        }
    }

    private string? Find(string program)
    {
        if (program.Contains('/'))
            return program.StartsWith('/') ? program : null;
        foreach (var directory in _directories)
        {
            var path = $"{directory}/{program}";
            if (FileStatus.OfPath(HostPath.Terminated(path), follow: true, out var status) == 0 && status.IsRegular && (status.Mode & 0x49) != 0)
                return path;
        }

        return null;
    }

    private string[] Environment() => ["PATH=" + string.Join(':', _directories), "LC_ALL=C", "HOME=/"];
}
