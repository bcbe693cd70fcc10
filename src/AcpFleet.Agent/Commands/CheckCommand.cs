using System.CommandLine;
using AcpFleet.Agent.Judgement;
using AcpFleet.Agent.Logging;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Profiles;
using AcpFleet.Protocol.V1;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Commands;

/// <summary><c>acpfleet-agent check</c>: judges this node with no coordinator.</summary>
internal static class CheckCommand
{
    private const int MaximumPlanBytes = 4 * 1024 * 1024;

    public static Command Create()
    {
        var root = CommonOptions.Root();
        CommonOptions.MustExist(root);
        var plan = new Option<string?>("--plan") { Description = "The fleet's plan; without it the strictest usual case is assumed, and said", HelpName = "FILE" };
        var output = CommonOptions.Output();
        var language = new Option<string>("--lang") { Description = "en or zh; default: the locale's", HelpName = "LANGUAGE", DefaultValueFactory = _ => DefaultLanguage() };
        language.AcceptOnlyFromAmong("en", "zh");
        var all = new Option<bool>("--all") { Description = "Show passing checks in full too" };
        var command = new Command("check", "Judge this node against the installation guide, without a coordinator") { root, plan, output, language, all };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetRequiredValue(root),
            result.GetValue(plan),
            result.GetRequiredValue(output) == "json",
            result.GetRequiredValue(language) == "zh" ? Language.Chinese : Language.English,
            result.GetValue(all),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string root, string? planFile, bool json, Language language, bool all, CancellationToken cancellationToken)
    {
        if (!TryReadPlan(planFile, language, out var plan))
            return ExitCode.InvalidInput;
        using var loggers = AgentLogging.Create(LogLevel.Warning);
        var collector = NodeCollection.Open(root, loggers);
        var facts = new NodeFacts();
        facts.Sections.AddRange(await collector.CollectAsync(collector.Kinds, cancellationToken).ConfigureAwait(false));
        var name = facts.Sections.Select(section => section.Network?.Hostname).FirstOrDefault(hostname => !string.IsNullOrEmpty(hostname)) ?? "this node";
        var evaluation = FleetEvaluator.Evaluate(new FleetSnapshot
        {
            Nodes = [new NodeSnapshot { Id = name, Name = name, Facts = facts, Phase = plan?.Phase ?? NodePhase.Before }],
            Plan = plan,
            Profile = BuiltInProfiles.Get(plan?.Profile ?? BuiltInProfiles.DefaultId),
            At = TimeProvider.System.GetUtcNow(),
        });
        var judgement = NodeJudgement.Of(evaluation, name);
        Console.Out.WriteLine(json ? judgement.ToJson() : new JudgementText(language, colours: UseColours(), all).Render(judgement));
        return judgement.Ready ? ExitCode.Success : ExitCode.NotReady;
    }

    private static bool TryReadPlan(string? file, Language language, out FleetPlan? plan)
    {
        plan = null;
        if (file is null)
            return true;
        try
        {
            if (new FileInfo(file).Length > MaximumPlanBytes)
            {
                Fault.Say($"'{file}' is larger than {MaximumPlanBytes} bytes: this is no fleet plan", ExitCode.InvalidInput);
                return false;
            }

            var read = FleetPlanReader.Read(File.ReadAllText(file), file);
            foreach (var error in read.Errors)
                Fault.Say(error.Render(file, language), ExitCode.InvalidInput);
            plan = read.Plan;
            return plan is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fault.Say($"the plan cannot be read: {exception.Message}", ExitCode.InvalidInput);
            return false;
        }
    }

    private static bool UseColours() => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private static string DefaultLanguage()
    {
        foreach (var name in (ReadOnlySpan<string>)["LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                return value.StartsWith("zh", StringComparison.Ordinal) ? "zh" : "en";
        }

        return "en";
    }
}
