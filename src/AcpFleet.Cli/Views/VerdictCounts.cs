using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Views;

/// <summary>Findings counted for the verdict's one line.</summary>
internal sealed record VerdictCounts
{
    public required int RequiredFail { get; init; }

    public required int RequiredUnknown { get; init; }

    public required int RequiredPass { get; init; }

    public required int RequiredWaived { get; init; }

    /// <summary>Advisory checks that fail or are unknown.</summary>
    public required int AdvisoryOpen { get; init; }

    public static VerdictCounts Of(IReadOnlyCollection<FindingView> findings)
    {
        return new VerdictCounts
        {
            RequiredFail = Required("fail"),
            RequiredUnknown = Required("unknown"),
            RequiredPass = Required("pass"),
            RequiredWaived = Required("waived"),
            AdvisoryOpen = findings.Count(finding => finding.Severity == "advisory" && (finding.Outcome is "fail" or "unknown")),
        };

        int Required(string outcome) => findings.Count(finding => finding.Severity == "required" && finding.Outcome == outcome);
    }
}
