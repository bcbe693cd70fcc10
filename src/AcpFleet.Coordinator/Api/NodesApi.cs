using AcpFleet.Checks.Evaluation;
using AcpFleet.Coordinator.Evaluation;
using AcpFleet.Coordinator.Fleet;
using AcpFleet.Protocol.Api;
using AcpFleet.Store;
using Google.Protobuf;

namespace AcpFleet.Coordinator.Api;

/// <summary>Nodes, their facts, and the end of trust in one.</summary>
internal sealed partial class NodesApi(IFleetStore store, FleetState fleet, FleetDirectory directory, FleetJudge judge, SessionRegistry sessions, TimeProvider time, ILogger<NodesApi> logger)
{
    private static readonly JsonFormatter s_facts = new(JsonFormatter.Settings.Default);

    public Task ListAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        var verdict = directory.Verdict;
        var missing = verdict.Evaluation.Nodes.Where(n => n.State == NodeState.Missing).Select(NodeViews.Missing);
        IReadOnlyList<NodeView> nodes =
        [
            .. fleet.List().Select(n => NodeViews.Of(n, verdict, fleet.IsStale(n))).Concat(missing).OrderBy(n => n.Name, StringComparer.Ordinal).ThenBy(n => n.Id, StringComparer.Ordinal),
        ];
        return http.AnswerAsync(nodes, ApiExchange.Json.IReadOnlyListNodeView);
    }

    public Task GetAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        var verdict = directory.Verdict;
        var wanted = http.RouteText("node");
        if (verdict.Evaluation.Nodes.FirstOrDefault(n => n.State == NodeState.Missing && n.Name == wanted) is { } missing)
            return http.AnswerAsync(NodeViews.Missing(missing), ApiExchange.Json.NodeView);
        var node = directory.Find(wanted);
        return http.AnswerAsync(NodeViews.Of(node, verdict, fleet.IsStale(node)), ApiExchange.Json.NodeView);
    }

    /// <summary>Protobuf JSON of the node's facts.</summary>
    public Task FactsAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        var node = directory.Find(http.RouteText("node"));
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(s_facts.Format(node.Sections.Facts), http.RequestAborted);
    }

    /// <summary>Withdraws trust: the certificate opens nothing more, a live stream ends, facts and findings go.</summary>
    public async Task RevokeAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        var node = directory.Find(http.RouteText("node"));
        await store.Nodes.RevokeAsync(node.Id, time.GetUtcNow(), http.RequestAborted).ConfigureAwait(false);
        fleet.Revoke(node.Id);
        sessions.Find(node.Id)?.End(LinkEnd.Revoked);
        LogRevoked(logger, node.Id, node.Hostname);
        await judge.WaitAsync(judge.Request(), http.RequestAborted).ConfigureAwait(false);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    [LoggerMessage(1, LogLevel.Information, "agent {AgentId} ({Hostname}) was revoked by an administrator")]
    private static partial void LogRevoked(ILogger logger, string agentId, string hostname);
}
