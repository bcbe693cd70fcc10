using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Enrolment;

internal static partial class EnrolmentLog
{
    [LoggerMessage(EventId = 400, Level = LogLevel.Warning, Message = "Not enrolled yet by {JoinFile}: {Reason}. Next try in {Seconds:F1} s")]
    public static partial void Refused(ILogger logger, string joinFile, string reason, double seconds);

    [LoggerMessage(EventId = 401, Level = LogLevel.Information, Message = "Enrolled as {Agent} with the coordinator at {Coordinator}")]
    public static partial void Enrolled(ILogger logger, string agent, string coordinator);
}
