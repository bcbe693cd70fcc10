using AcpFleet.Checks.Text;
using System.CommandLine;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Plans;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet plan validate FILE</c>: offline.</summary>
internal sealed class ValidatePlanCommand : CliCommand
{
    private readonly Argument<string> _file = new("file") { Description = "fleet.yaml, or - for standard input" };

    public ValidatePlanCommand(SessionFactory sessions)
        : base("validate", "Check a fleet plan: unknown keys, wrong values and contradictions, all at once. Needs no coordinator.", sessions)
    {
        Add(_file);
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet plan validate fleet.yaml", "errors as file:line:column: path: message; exit code 2 if any"),
        ("acpfleet plan validate - < fleet.yaml", "from standard input"),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var result = PlanFile.Read(parsed.GetRequiredValue(_file), session.Environment);
        if (session.Json)
            session.WriteJson(PlanValidationReport.Of(result), CliJson.Default.PlanValidationReport);
        else if (result.Plan is { } plan)
            session.Out.Line(OutcomeMark(session.Out), " ", SafeText.Of(session.Out.Say(PlanSentences.Valid(result.SourceName, plan.Name, plan.Nodes.Length))));
        else
            PlanErrors.Write(session.Error, result);
        return Task.FromResult(result.Plan is null ? ExitCode.InvalidInput : ExitCode.Success);
    }

    private static StyledText OutcomeMark(Screen screen) => Views.OutcomeLook.Mark(screen, "pass");
}
