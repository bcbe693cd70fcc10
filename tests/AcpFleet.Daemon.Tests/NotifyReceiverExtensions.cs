using AcpFleet.TestKit.Processes;

namespace AcpFleet.Daemon.Tests;

internal static class NotifyReceiverExtensions
{
    /// <summary>A notifier of a process with an environment of the test's own.</summary>
    public static ServiceNotifier Notifier(this NotifyReceiver receiver, string? watchdogMicroseconds = null, string? watchdogPid = null, int processId = 17) => ServiceNotifier.From(
        name => name switch
        {
            "NOTIFY_SOCKET" => receiver.Address,
            "WATCHDOG_USEC" => watchdogMicroseconds,
            "WATCHDOG_PID" => watchdogPid,
            _ => null,
        },
        processId);
}
