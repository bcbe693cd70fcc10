namespace AcpFleet.Agent.Configuration;

/// <summary>Where an administrator puts the agent's files: side by side, so that one option moves all three.</summary>
/// <param name="Configuration">agent.yaml.</param>
internal sealed record AgentFiles(string Configuration)
{
    public const string DefaultConfiguration = "/etc/acpfleet-agent/agent.yaml";

    /// <summary>What may be done to this node.</summary>
    public string Policy => Beside("policy.yaml");

    /// <summary>How a preinstalled node joins by itself.</summary>
    public string Join => Beside("join.yaml");

    private string Beside(string name) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Configuration))!, name);
}
