namespace AcpFleet.SystemTests.Field;

/// <summary>How a node stands whose agent is installed and has not joined.</summary>
/// <param name="ServiceStatus">systemctl status, with its exit code.</param>
/// <param name="Processes">What runs on the node, by name.</param>
/// <param name="Listeners">Sockets that listen.</param>
internal sealed record NotEnrolled(int ExitCode, string ServiceStatus, string Enabled, IReadOnlyList<string> Processes, string Listeners, IReadOnlyList<string> FailedUnits)
{
    public static async Task<NotEnrolled> SeeAsync(AgentNode agent)
    {
        var status = await agent.Node.TryAsync(["systemctl", "status", "--no-pager", AgentNode.Unit]);
        return new NotEnrolled(
            status.ExitCode,
            status.Output,
            (await agent.Node.TryAsync(["systemctl", "is-enabled", AgentNode.Unit])).Output.Trim(),
            (await agent.Node.RunAsync("ps", "-e", "-o", "comm=")).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            await agent.Node.RunAsync("ss", "-tlnpH"),
            (await agent.Node.RunAsync("systemctl", "list-units", "--failed", "--no-legend", "--plain")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
