using System.CommandLine;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Cli.Views;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet findings</c>.</summary>
internal sealed class ListFindingsCommand : CoordinatorCommand
{
    private static readonly string[] Open = ["fail", "unknown", "waived"];

    private readonly Option<string?> _node = new("--node") { Description = "Only findings on this node (name or id)", HelpName = "node" };
    private readonly Option<string?> _check = new("--check") { Description = "Only findings of this check", HelpName = "id" };

    private readonly Option<string[]> _outcome = new("--outcome")
    {
        Description = "Only these outcomes: pass, fail, unknown, not-applicable, waived (may be given several times)",
        HelpName = "outcome",
    };

    private readonly Option<string?> _severity = new("--severity") { Description = "Only required or only advisory checks", HelpName = "required|advisory" };
    private readonly Option<bool> _all = new("--all", "-a") { Description = "Passes and checks that do not apply too" };

    public ListFindingsCommand(SessionFactory sessions)
        : base("findings", "Show what is wrong, unknown or waived, by node: what was found, what is expected, how to mend it.", sessions)
    {
        _outcome.AcceptOnlyFromAmong("pass", "fail", "unknown", "not-applicable", "waived");
        _severity.AcceptOnlyFromAmong("required", "advisory");
        Add(_node);
        Add(_check);
        Add(_outcome);
        Add(_severity);
        Add(_all);
        AddConnectionOptions();
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet findings", "everything that is open"),
        ("acpfleet findings --node cp-1 --severity required", "what blocks one node"),
        ("acpfleet findings --check memory.swap-disabled --all", "one check on every node"),
        ("acpfleet findings --outcome fail --output json", "for scripts"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken)
    {
        var filter = new FindingFilter { Node = parsed.GetValue(_node), Check = parsed.GetValue(_check), Severity = parsed.GetValue(_severity) };
        var everything = await client.ListFindingsAsync(filter, cancellationToken).ConfigureAwait(false);
        var outcomes = parsed.GetValue(_outcome) is { Length: > 0 } chosen ? chosen : parsed.GetValue(_all) ? null : Open;
        IReadOnlyList<FindingView> findings = outcomes is null ? everything : [.. everything.Where(finding => outcomes.Contains(finding.Outcome))];
        if (session.Json)
        {
            session.WriteJson(findings, ApiJson.Default.IReadOnlyListFindingView);
            return ExitCode.Success;
        }

        var readiness = await client.GetReadinessAsync(cancellationToken).ConfigureAwait(false);
        if (findings.Count == 0)
            session.Out.Paragraph(session.Out.Say(readiness.Nodes.Count == 0 ? Sentences.NoNodes : Sentences.NothingToShow));
        else
            new FindingsReport(session.Out).Write(findings, NodesById(readiness), briefPasses: false);
        return ExitCode.Success;
    }

    private static Dictionary<string, NodeReadinessView> NodesById(ReadinessView readiness) =>
        readiness.Nodes.DistinctBy(one => one.NodeId).ToDictionary(one => one.NodeId);
}
