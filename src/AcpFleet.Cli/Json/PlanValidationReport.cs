using AcpFleet.Checks.Plan;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Json;

/// <summary><c>plan validate --output json</c>.</summary>
internal sealed record PlanValidationReport(string File, bool Valid, IReadOnlyList<PlanErrorReport> Errors)
{
    public static PlanValidationReport Of(PlanReadResult result) => new(
        result.SourceName,
        result.Plan is not null,
        [.. result.Errors.Select(error => new PlanErrorReport(error.Line, error.Column, error.Path, new TextView(error.Message.En, error.Message.Zh)))]);
}
