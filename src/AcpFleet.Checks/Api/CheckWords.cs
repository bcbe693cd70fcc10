using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Checks.Api;

/// <summary>How JSON writes the checks' closed lists of words and texts: the same online and from files.</summary>
public static class CheckWords
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "pass",
        Outcome.Fail => "fail",
        Outcome.NotApplicable => "not-applicable",
        Outcome.Waived => "waived",
        _ => "unknown",
    };

    public static string Of(Severity severity) => severity == Severity.Required ? "required" : "advisory";

    public static string Of(SubjectKind kind) => kind switch
    {
        SubjectKind.Node => "node",
        SubjectKind.Pair => "pair",
        _ => "fleet",
    };

    public static string Of(NodeState state) => state switch
    {
        NodeState.Ready => "ready",
        NodeState.Missing => "missing",
        _ => "not-ready",
    };

    public static TextView Of(LocalizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TextView(text.En, text.Zh);
    }

    public static TextView? OfOptional(LocalizedText? text) => text is null ? null : Of(text);
}
