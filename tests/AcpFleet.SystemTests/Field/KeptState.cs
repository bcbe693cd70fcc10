using AcpFleet.Protocol.Api;

namespace AcpFleet.SystemTests.Field;

/// <summary>What a fleet of one node keeps through every change of versions.</summary>
/// <param name="Identity">The agent's URI.</param>
/// <param name="Files">Checksums of key, configuration and site's own files, and of the fleet's CA key.</param>
/// <param name="Tokens">Join tokens with their uses.</param>
/// <param name="Plan">The fleet plan as it was given.</param>
/// <param name="Node">Id, name and time of enrolment in the coordinator.</param>
internal sealed record KeptState(string Identity, string Files, string Tokens, string Plan, string Node)
{
    private static readonly string[] Paths =
    [
        "/var/lib/acpfleet-agent/identity.pem", "/etc/acpfleet-agent/agent.yaml", "/etc/acpfleet-agent/policy.yaml", "/etc/acpfleet-agent/site-owned",
        "/var/lib/acpfleet/ca/ca.key", "/var/lib/acpfleet/admin-token", "/etc/acpfleet/coordinator.json", "/etc/acpfleet/context.json",
    ];

    public static async Task<KeptState> SeeAsync(AgentNode agent, CoordinatorNode coordinator)
    {
        var node = (await coordinator.NodesAsync()).Single();
        return new KeptState(
            await agent.IdentityAsync(),
            await FilesAsync(agent),
            string.Join('\n', (await coordinator.TokensAsync()).Select(token => $"{token.Id} {token.State} {token.Uses}/{token.MaxUses} {token.Note}").Order(StringComparer.Ordinal)),
            await coordinator.Node.RunAsync("acpfleet", "plan", "show"),
            $"{node.Id} {node.Name} {node.EnrolledAt:O}");
    }

    /// <summary>The files alone: without running services.</summary>
    public static Task<string> FilesAsync(AgentNode agent) => agent.Node.RunAsync(["sha256sum", .. Paths]);

    /// <summary>Whether every event of a history is in a later one.</summary>
    public static bool Continues(IReadOnlyList<FindingEventView> before, IReadOnlyList<FindingEventView> after)
    {
        var later = after.Select(entry => (entry.Id, entry.At, entry.Kind, entry.Check, entry.To)).ToHashSet();
        return before.Count > 0 && before.All(entry => later.Contains((entry.Id, entry.At, entry.Kind, entry.Check, entry.To)));
    }
}
