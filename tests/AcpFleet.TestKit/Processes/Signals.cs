using System.Runtime.InteropServices;

namespace AcpFleet.TestKit.Processes;

/// <summary>kill(2).</summary>
public static partial class Signals
{
    public const int Interrupt = 2;
    public const int Kill9 = 9;
    public const int Terminate = 15;

    public static void Send(int process, int signal)
    {
        if (Kill(process, signal) != 0)
            throw new InvalidOperationException($"kill({process}, {signal}) failed with error {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
