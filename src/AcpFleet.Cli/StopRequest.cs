using System.Runtime.InteropServices;

namespace AcpFleet.Cli;

/// <summary>
/// Ctrl-C, SIGTERM and the closing of the terminal, as one cancellation. The second signal ends the process at once, by the
/// system's own default.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signals;

    public CancellationToken Token => _source.Token;

    /// <summary>What the process should return for the signal that came; 130 before any came.</summary>
    public int ExitCode { get; private set; } = Cli.ExitCode.Interrupted;

    /// <summary>Takes the signals of this process.</summary>
    public static StopRequest FromSignals()
    {
        var request = new StopRequest();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            request._registrations.Add(PosixSignalRegistration.Create(signal, request.OnSignal));
        return request;
    }

    /// <summary>Asks to stop as a signal would.</summary>
    public void Request(int exitCode)
    {
        ExitCode = exitCode;
        _source.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _signals) > 1)
            return;
        context.Cancel = true;
        Request(context.Signal switch
        {
            PosixSignal.SIGTERM => Cli.ExitCode.Terminated,
            PosixSignal.SIGHUP => 129,
            _ => Cli.ExitCode.Interrupted,
        });
    }
}
