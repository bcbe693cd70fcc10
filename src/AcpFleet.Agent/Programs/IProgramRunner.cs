namespace AcpFleet.Agent.Programs;

/// <summary>The one way in which the agent starts programs.</summary>
public interface IProgramRunner
{
    /// <summary>
    /// Runs a program to its end, or kills its whole process group at the time limit, the output cap or cancellation.
    /// What can go wrong with a program is in the result, never an exception.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the program is gone by then.</exception>
    Task<ProgramResult> RunAsync(ProgramRequest request, CancellationToken cancellationToken);
}
