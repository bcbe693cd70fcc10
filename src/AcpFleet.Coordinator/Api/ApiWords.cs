using AcpFleet.Checks.Api;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Store.Findings;
using AcpFleet.Store.Scans;
using AcpFleet.Store.Tokens;

namespace AcpFleet.Coordinator.Api;

/// <summary>How the REST interface writes the closed lists of words.</summary>
internal static class ApiWords
{
    public static IReadOnlyDictionary<string, Outcome> Outcomes { get; } = Enum.GetValues<Outcome>().ToDictionary(CheckWords.Of);

    public static IReadOnlyDictionary<string, Severity> Severities { get; } = Enum.GetValues<Severity>().ToDictionary(CheckWords.Of);

    public static string Of(NodePhase phase) => phase == NodePhase.After ? "after" : "before";

    public static string Of(ScanNodeState state) => state switch
    {
        ScanNodeState.Pending => "pending",
        ScanNodeState.Collecting => "collecting",
        ScanNodeState.Completed => "completed",
        ScanNodeState.Offline => "offline",
        _ => "timed-out",
    };

    public static string Of(ScanTrigger trigger) => trigger switch
    {
        ScanTrigger.Scheduled => "scheduled",
        ScanTrigger.FirstReport => "first-report",
        _ => "requested",
    };

    public static string Of(FindingEventKind kind) => kind switch
    {
        FindingEventKind.Appeared => "appeared",
        FindingEventKind.Disappeared => "disappeared",
        _ => "outcome-changed",
    };

    public static string StateOf(TokenRecord token, DateTimeOffset at) => token.RefusalAt(at) switch
    {
        TokenVerdict.Revoked => "revoked",
        TokenVerdict.Expired => "expired",
        TokenVerdict.Spent => "spent",
        _ => "active",
    };
}
