using System.CommandLine;
using System.CommandLine.Help;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Commands;

/// <summary>The root: every verb of the program.</summary>
internal static class AcpFleetCommand
{
    public static RootCommand Create(SessionFactory sessions)
    {
        var root = new RootCommand("Prepares, checks and keeps watch over the nodes of an Alauda Container Platform cluster, without internet.")
        {
            sessions.Output,
            sessions.Lang,
            new QuickstartCommand(sessions),
            new ListNodesCommand(sessions),
            new GroupCommand("node", "One node.", new ShowNodeCommand(sessions)),
            new ListFindingsCommand(sessions),
            new ShowReadinessCommand(sessions),
            new StartScanCommand(sessions),
            new EvaluateCommand(sessions),
            new GroupCommand("token", "Join tokens: what lets a node join the fleet.", new CreateTokenCommand(sessions), new ListTokensCommand(sessions), new RevokeTokenCommand(sessions)),
            new GroupCommand("plan", "The fleet plan: what the cluster should be.", new InitPlanCommand(sessions), new ValidatePlanCommand(sessions), new ApplyPlanCommand(sessions), new ShowPlanCommand(sessions)),
            new GroupCommand("checks", "What is checked.", new ListChecksCommand(sessions), new ShowCheckCommand(sessions)),
            new ShowVersionCommand(sessions),
            new PrintCompletionCommand(sessions),
        };
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction inner } help)
                help.Action = new HelpWithExamplesAction(inner);
        }

        return root;
    }
}
