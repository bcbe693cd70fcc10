using AcpFleet.Agent.Files;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Programs;

/// <summary>Says as the failure of a source how a program went wrong.</summary>
internal static class ProgramFailure
{
    internal static ReadFailure Of(ProgramResult result) => new(
        result.Outcome switch
        {
            ProgramOutcome.TimedOut => SourceFailure.Types.Reason.TimedOut,
            ProgramOutcome.NotFound => SourceFailure.Types.Reason.ProgramMissing,
            ProgramOutcome.OutputTruncated => SourceFailure.Types.Reason.TooLarge,
            _ => SourceFailure.Types.Reason.ProgramFailed,
        },
        result.Describe());
}
