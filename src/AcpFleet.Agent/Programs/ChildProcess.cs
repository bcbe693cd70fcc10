using System.Buffers.Text;
using System.Runtime.InteropServices;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Programs;

/// <summary>
/// A started child: leader of its own process group, standard input empty, signals at their defaults, nothing of the
/// agent's inherited but the two pipes. .NET's own Process class can give a child no group of its own before exec.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    // glibc's posix_spawnattr_t has 336 bytes, posix_spawn_file_actions_t 80, sigset_t 128.
    private const int AttributesSize = 512;
    private const int FileActionsSize = 256;
    private const int SignalSetSize = 128;

    // What the runtime or a service manager may have set to ignore: HUP INT QUIT USR1 USR2 PIPE ALRM TERM CHLD TSTP TTIN TTOU.
    private static readonly int[] DefaultSignals = [1, 2, 3, 10, 12, 13, 14, 15, 17, 20, 21, 22];

    private ChildProcess(int pid, int output, int error)
    {
        Pid = pid;
        Output = output;
        Error = error;
        ExitDescriptor = LibC.OpenPid(pid);
    }

    internal int Pid { get; }

    /// <summary>Read end of standard output, not blocking; -1 once closed.</summary>
    internal int Output { get; private set; }

    /// <summary>Read end of standard error, not blocking; -1 once closed.</summary>
    internal int Error { get; private set; }

    /// <summary>Readable when the child has ended; -1 where the kernel has no such thing.</summary>
    internal int ExitDescriptor { get; }

    /// <summary>Starts the program, or gives the error number.</summary>
    internal static unsafe int Start(string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, out ChildProcess? child)
    {
        child = null;
        var pid = 0;
        int* pipes = stackalloc int[4] { -1, -1, -1, -1 };
        try
        {
            var error = OpenPipe(pipes);
            if (error == 0)
                error = OpenPipe(pipes + 2);
            if (error == 0)
                error = Spawn(path, arguments, environment, pipes[1], pipes[3], out pid);
            if (error != 0)
                return error;
            child = new ChildProcess(pid, pipes[0], pipes[2]);
            pipes[0] = pipes[2] = -1; // the child's now
            return 0;
        }
        finally
        {
            for (var i = 0; i < 4; i++)
            {
                if (pipes[i] >= 0)
                    _ = LibC.Close(pipes[i]);
            }
        }
    }

    internal void CloseOutput()
    {
        if (Output >= 0)
            _ = LibC.Close(Output);
        Output = -1;
    }

    internal void CloseError()
    {
        if (Error >= 0)
            _ = LibC.Close(Error);
        Error = -1;
    }

    /// <summary>Signals the whole group. Only while the leader is not reaped: until then its number cannot be another's.</summary>
    internal void SignalGroup(int signal) => _ = LibC.Kill(-Pid, signal);

    /// <summary>Whether the leader has ended; leaves it to be reaped.</summary>
    internal unsafe bool HasEnded()
    {
        var information = stackalloc byte[128];
        new Span<byte>(information, 128).Clear();
        if (LibC.WaitId(LibC.WaitForPid, Pid, information, LibC.WaitExited | LibC.WaitNoHang | LibC.WaitLeave) != 0)
            return Marshal.GetLastPInvokeError() == Errno.NoChild;
        return *(int*)(information + 16) == Pid; // si_pid
    }

    /// <summary>Takes the status of the ended leader; null when someone else already has.</summary>
    internal unsafe int? Reap()
    {
        int status;
        while (LibC.WaitPid(Pid, &status, 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Errno.Interrupted)
                return null;
        }

        return status;
    }

    public void Dispose()
    {
        CloseOutput();
        CloseError();
        if (ExitDescriptor >= 0)
            _ = LibC.Close(ExitDescriptor);
    }

    private static unsafe int OpenPipe(int* ends)
    {
        if (LibC.Pipe(ends, LibC.CloseOnExec) != 0)
            return Marshal.GetLastPInvokeError();
        for (var i = 0; i < 2; i++)
        {
            // An agent started without standard descriptors would get 0 to 2 here, which the child's own would overwrite.
            if (ends[i] > 2)
                continue;
            var moved = LibC.DuplicateAboveStandard(ends[i]);
            if (moved < 0)
                return Marshal.GetLastPInvokeError();
            _ = LibC.Close(ends[i]);
            ends[i] = moved;
        }

        LibC.SetNonBlocking(ends[0]);
        return 0;
    }

    private static unsafe int Spawn(
        string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment,
        int outputEnd, int errorEnd, out int pid)
    {
        pid = 0;
        var actions = stackalloc byte[FileActionsSize];
        var attributes = stackalloc byte[AttributesSize];
        var signals = stackalloc byte[SignalSetSize];
        new Span<byte>(actions, FileActionsSize).Clear();
        new Span<byte>(attributes, AttributesSize).Clear();
        _ = LibC.FileActionsInit(actions);
        _ = LibC.AttributesInit(attributes);
        try
        {
            fixed (byte* nothing = "/dev/null\0"u8)
                _ = LibC.FileActionsOpen(actions, 0, nothing, 0, 0);
            _ = LibC.FileActionsDuplicate(actions, outputEnd, 1);
            _ = LibC.FileActionsDuplicate(actions, errorEnd, 2);
            CloseInherited(actions);

            _ = LibC.SignalsClear(signals);
            _ = LibC.AttributesSetSignalMask(attributes, signals);
            foreach (var signal in DefaultSignals)
                _ = LibC.SignalsAdd(signals, signal);
            _ = LibC.AttributesSetSignalDefaults(attributes, signals);
            _ = LibC.AttributesSetProcessGroup(attributes, 0);
            _ = LibC.AttributesSetFlags(attributes, LibC.SpawnSetProcessGroup | LibC.SpawnSetSignalDefaults | LibC.SpawnSetSignalMask);

            using var argv = new NativeStrings([path, .. arguments]);
            using var envp = new NativeStrings(environment);
            int started;
            int result;
            fixed (byte* program = HostPath.Terminated(path))
                result = LibC.Spawn(&started, program, actions, attributes, argv.Pointer, envp.Pointer);
            pid = result == 0 ? started : 0;
            return result;
        }
        finally
        {
            _ = LibC.FileActionsDestroy(actions);
            _ = LibC.AttributesDestroy(attributes);
        }
    }

    // Whatever started the agent may have left descriptors open to it that are not marked close-on-exec.
    private static unsafe void CloseInherited(byte* actions)
    {
        var descriptors = new List<int>();
        DirectoryEntries.Read(
            "/proc/self/fd\0"u8,
            static (name, descriptors) =>
            {
                if (Utf8Parser.TryParse(name, out int descriptor, out _))
                    descriptors.Add(descriptor);
                return true;
            },
            descriptors);
        foreach (var descriptor in descriptors)
        {
            if (descriptor > 2 && LibC.IsInherited(descriptor))
                _ = LibC.FileActionsClose(actions, descriptor);
        }
    }
}
