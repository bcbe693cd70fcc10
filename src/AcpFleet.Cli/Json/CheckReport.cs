using AcpFleet.Checks.Model;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Json;

/// <summary>One check in <c>checks list</c> and <c>checks show</c> with <c>--output json</c>.</summary>
internal sealed record CheckReport(string Id, string Severity, TextView Title, TextView Rationale, string Source, string? Remedy)
{
    public static CheckReport Of(CheckDescriptor check) => new(
        check.Id,
        SeverityWord(check.Severity),
        new TextView(check.Title.En, check.Title.Zh),
        new TextView(check.Rationale.En, check.Rationale.Zh),
        check.Source,
        check.Remedy);

    public static string SeverityWord(Severity severity) => severity == Checks.Model.Severity.Required ? "required" : "advisory";
}
