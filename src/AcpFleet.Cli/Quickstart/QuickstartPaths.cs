namespace AcpFleet.Cli.Quickstart;

/// <summary>What lies where in quickstart's data directory.</summary>
internal sealed record QuickstartPaths(string Root)
{
    /// <summary>The coordinator's data directory.</summary>
    public string Coordinator => Path.Combine(Root, "coordinator");

    /// <summary>The agent's state directory.</summary>
    public string Agent => Path.Combine(Root, "agent");

    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Process ids of the programs of the present or last run.</summary>
    public string Programs => Path.Combine(Root, "programs");

    public string AgentIdentity => Path.Combine(Agent, "identity.pem");

    public string Endpoints => Path.Combine(Coordinator, "run", "endpoints.json");

    public string Ca => Path.Combine(Coordinator, "ca", "ca.crt");

    public string AdminToken => Path.Combine(Coordinator, "admin-token");

    public string LogOf(string program) => Path.Combine(Logs, program + ".log");

    /// <summary>$XDG_DATA_HOME/acpfleet/quickstart, in the home directory where that is not set.</summary>
    public static string DefaultRoot(Func<string, string?> environment)
    {
        if (environment("XDG_DATA_HOME") is { Length: > 0 } data && Path.IsPathRooted(data))
            return Path.Combine(data, "acpfleet", "quickstart");
        if (environment("HOME") is { Length: > 0 } home && Path.IsPathRooted(home))
            return Path.Combine(home, ".local", "share", "acpfleet", "quickstart");
        throw new CliFault(ExitCode.InvalidInput, "There is no home directory to keep the data in: HOME is not set.", "Give --data-dir DIRECTORY.");
    }
}
