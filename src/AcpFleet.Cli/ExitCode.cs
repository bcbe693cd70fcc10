namespace AcpFleet.Cli;

/// <summary>What the process returns: docs/cli.md lists these for people and scripts.</summary>
internal static class ExitCode
{
    /// <summary>Done; where a verdict was asked for, the fleet is ready.</summary>
    public const int Success = 0;

    /// <summary>Done, and the fleet is not ready (or a scan did not reach every node).</summary>
    public const int NotReady = 1;

    /// <summary>The command line, a file or a name given is wrong; nothing was changed.</summary>
    public const int InvalidInput = 2;

    /// <summary>The coordinator could not be reached, could not be trusted, or refused.</summary>
    public const int CoordinatorUnavailable = 3;

    /// <summary>Something on this machine failed: a file, a program, the disk.</summary>
    public const int LocalFailure = 4;

    /// <summary>A fault of this program.</summary>
    public const int InternalFault = 70;

    /// <summary>Ctrl-C (SIGINT), as shells count it.</summary>
    public const int Interrupted = 130;

    /// <summary>SIGTERM, as shells count it.</summary>
    public const int Terminated = 143;
}
