using AcpFleet.Protocol.V1;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Probes;

internal static partial class NodeCollectorLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The probe of section {Kind} failed unexpectedly")]
    internal static partial void ProbeFaulted(ILogger logger, SectionKind kind, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Section {Kind} was given up after {Seconds} s; a read of it still hangs")]
    internal static partial void ProbeTimedOut(ILogger logger, SectionKind kind, double seconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Section {Kind} took {Milliseconds} ms, {Failures} sources failed")]
    internal static partial void Collected(ILogger logger, SectionKind kind, double milliseconds, int failures);
}
