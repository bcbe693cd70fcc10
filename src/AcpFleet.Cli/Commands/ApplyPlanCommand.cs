using AcpFleet.Checks.Text;
using System.CommandLine;
using AcpFleet.Checks.Plan;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Plans;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Views;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet plan apply FILE</c>: checked here first, then by the coordinator.</summary>
internal sealed class ApplyPlanCommand : CoordinatorCommand
{
    private readonly Argument<string> _file = new("file") { Description = "fleet.yaml, or - for standard input" };

    public ApplyPlanCommand(SessionFactory sessions)
        : base("apply", "Check a fleet plan and store it in the coordinator, which judges the nodes by it from then on.", sessions)
    {
        Add(_file);
        AddConnectionOptions();
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } = [("acpfleet plan apply fleet.yaml", "nothing is stored when there is any error")];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(_file);
        var text = PlanFile.ReadText(path, session.Environment);
        var result = FleetPlanReader.Read(text, PlanFile.NameOf(path));
        if (session.Json)
            session.WriteJson(PlanValidationReport.Of(result), CliJson.Default.PlanValidationReport);
        if (result.Plan is not { } plan)
        {
            if (!session.Json)
                PlanErrors.Write(session.Error, result);
            return ExitCode.InvalidInput;
        }

        await client.PutPlanAsync(text, cancellationToken).ConfigureAwait(false);
        if (!session.Json)
            session.Out.Line(OutcomeLook.Mark(session.Out, "pass"), " ", SafeText.Of(session.Out.Say(PlanSentences.Applied(result.SourceName, plan.Name, plan.Nodes.Length))));
        return ExitCode.Success;
    }
}
