namespace AcpFleet.Agent.Programs;

/// <summary>How a program ended.</summary>
public enum ProgramOutcome
{
    /// <summary>By itself, with an exit code.</summary>
    Exited,

    /// <summary>By a signal that the runner did not send.</summary>
    Signalled,

    /// <summary>Killed at its time limit.</summary>
    TimedOut,

    /// <summary>Killed because it wrote more than the output cap.</summary>
    OutputTruncated,

    /// <summary>No such program in the search path.</summary>
    NotFound,

    /// <summary>The program is there but the kernel would not start it.</summary>
    NotStarted,
}
