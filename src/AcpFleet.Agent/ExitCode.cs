namespace AcpFleet.Agent;

/// <summary>What the process returns; the same numbers as the command line tool's (docs/cli.md).</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary><c>check</c>: a required check fails or is unknown.</summary>
    public const int NotReady = 1;

    /// <summary>The command line or a file given is wrong; nothing was changed.</summary>
    public const int InvalidInput = 2;

    /// <summary>The coordinator could not be reached or refused, or the node is not enrolled.</summary>
    public const int CoordinatorUnavailable = 3;

    /// <summary>Something on this node failed: a file, the disk.</summary>
    public const int LocalFailure = 4;
}
