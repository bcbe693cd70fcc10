using AcpFleet.Checks.Text;
using System.CommandLine;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet plan show</c>.</summary>
internal sealed class ShowPlanCommand : CoordinatorCommand
{
    public ShowPlanCommand(SessionFactory sessions)
        : base("show", "Print the stored fleet plan, exactly as it was given.", sessions)
    {
        AddConnectionOptions();
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } = [("acpfleet plan show > fleet.yaml", "get it back to edit it")];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken)
    {
        var plan = await client.GetPlanAsync(cancellationToken).ConfigureAwait(false);
        if (session.Json)
            session.WriteJson(plan, ApiJson.Default.PlanView);
        else if (plan.Text is not { } text)
            session.Error.Paragraph(session.Error.Say(Sentences.NoPlan));
        else if (session.Environment.OutTraits.IsTerminal)
            WriteLines(session.Out.Writer, text);
        else
            session.Out.Writer.Write(text);
        return ExitCode.Success;
    }

    private static void WriteLines(TextWriter writer, string text)
    {
        foreach (var line in SafeText.Lines(text.TrimEnd('\n')))
            writer.WriteLine(line);
    }
}
