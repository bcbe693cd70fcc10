using System.Runtime.InteropServices;
using AcpFleet.TestBed.Commands;

using var stop = new CancellationTokenSource();
var signalled = 0;
PosixSignalRegistration Take(PosixSignal signal, int exitCode) => PosixSignalRegistration.Create(signal, context =>
{
    // What was made is taken away first; a second signal does not cut that short.
    context.Cancel = true;
    Interlocked.CompareExchange(ref signalled, exitCode, 0);
    stop.Cancel();
});
using var interrupt = Take(PosixSignal.SIGINT, 130);
using var terminate = Take(PosixSignal.SIGTERM, 143);
using var hangUp = Take(PosixSignal.SIGHUP, 129);

var result = await TestBedConsole.RunAsync(args, stop.Token);
return signalled != 0 && result == TestBedConsole.Stopped ? signalled : result;
