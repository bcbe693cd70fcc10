using System.CommandLine;
using AcpFleet.Agent.Configuration;
using AcpFleet.Agent.Identity;

namespace AcpFleet.Agent.Commands;

/// <summary>Options that several commands take.</summary>
internal static class CommonOptions
{
    public static Option<string?> State() => new("--state")
    {
        Description = $"Directory of the agent's identity and spool (0700) [default: {AgentSettings.DefaultStateDirectory}, or what the configuration file says]",
        HelpName = "DIR",
    };

    public static Option<string?> Config() => new("--config")
    {
        Description = $"Configuration file; policy.yaml and join.yaml lie beside it [default: {AgentFiles.DefaultConfiguration}, where it is there]",
        HelpName = "FILE",
    };

    public static Option<string> Output()
    {
        var output = new Option<string>("--output") { Description = "text or json", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        return output;
    }

    public static Option<string> Root() => new("--root")
    {
        Description = "Read the node's files below this directory: a captured tree, or a mounted system",
        HelpName = "DIR",
        DefaultValueFactory = _ => "/",
    };

    public static Option<CoordinatorAddress?> Coordinator(string description) => new("--coordinator")
    {
        Description = description,
        HelpName = "HOST:PORT",
        CustomParser = result =>
        {
            if (CoordinatorAddress.TryParse(result.Tokens.Count == 1 ? result.Tokens[0].Value : "", out var address, out var error))
                return address;
            result.AddError(error);
            return null;
        },
    };

    /// <summary>Refuses a root that is no directory.</summary>
    public static void MustExist(Option<string> option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && !Directory.Exists(result.Tokens[0].Value))
            result.AddError($"{option.Name}: '{result.Tokens[0].Value}' is not a directory");
    });
}
