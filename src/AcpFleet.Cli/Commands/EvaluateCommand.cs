using System.CommandLine;
using AcpFleet.Checks.Plan;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Offline;
using AcpFleet.Cli.Plans;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Views;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet evaluate FILE…</c>: offline.</summary>
internal sealed class EvaluateCommand : CliCommand
{
    private readonly Argument<string[]> _files = new("file")
    {
        Description = "Facts files, one for each node, as 'acpfleet-agent facts' and acpfleet-facts.sh write them; - for standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _plan = new("--plan") { Description = "The fleet's plan; without it the strictest usual case is assumed, and said", HelpName = "file" };
    private readonly Option<bool> _all = new("--all", "-a") { Description = "Passes and checks that do not apply one by one too" };

    public EvaluateCommand(SessionFactory sessions)
        : base("evaluate", "Judge nodes by facts files that were carried here. Needs no coordinator. Exit code 0: ready; 1: not ready.", sessions)
    {
        Add(_files);
        Add(_plan);
        Add(_all);
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet evaluate --plan fleet.yaml cp-1.facts cp-2.facts", "the whole fleet, nodes of the plan without a file included"),
        ("acpfleet evaluate - < node.facts", "one node from standard input, without a plan"),
        ("acpfleet evaluate --plan fleet.yaml node.facts --output json", "for scripts"),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var paths = parsed.GetRequiredValue(_files);
        var planPath = parsed.GetValue(_plan);
        if (planPath == "-" && paths.Contains("-"))
            throw new CliFault(ExitCode.InvalidInput, "Standard input (-) cannot be the plan and a facts file at once.", "Give the plan as a file.");
        if (!TryReadPlan(planPath, session, out var plan))
            return Task.FromResult(ExitCode.InvalidInput);
        var files = CarriedFiles.Read(paths, session, cancellationToken);
        var report = CarriedFleet.Evaluate(files, plan, session.Time.GetUtcNow());
        if (session.Json)
            session.WriteJson(report, CliJson.Default.EvaluationReport);
        else
            new EvaluationPage(session.Out).Write(report, parsed.GetValue(_all));
        return Task.FromResult(report.Ready ? ExitCode.Success : ExitCode.NotReady);
    }

    private static bool TryReadPlan(string? path, Session session, out FleetPlan? plan)
    {
        plan = null;
        if (path is null)
            return true;
        var read = PlanFile.Read(path, session.Environment);
        plan = read.Plan;
        if (plan is null)
            PlanErrors.Write(session.Error, read);
        return plan is not null;
    }
}
