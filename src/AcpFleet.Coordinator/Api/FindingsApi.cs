using AcpFleet.Checks.Api;
using AcpFleet.Coordinator.Evaluation;
using AcpFleet.Protocol.Api;
using AcpFleet.Store;
using AcpFleet.Store.Findings;

namespace AcpFleet.Coordinator.Api;

/// <summary>Findings, their history, and what follows from them.</summary>
internal sealed class FindingsApi(IFleetStore store, FleetDirectory directory, Hosting.CoordinatorIdentity identity)
{
    private const int LargestPage = 10_000;
    private const int LargestHistoryPage = 1_000;
    private const int HistoryPage = 100;

    public Task ListAsync(HttpContext http)
    {
        var query = new ApiQuery(http, "node", "check", "outcome", "severity", "area", "limit", "offset");
        var verdict = directory.Verdict;
        var node = query.Text("node") is { } text ? directory.Find(text).Id : null;
        var check = query.Text("check");
        var area = query.Text("area");
        var outcomes = query.Words("outcome", ApiWords.Outcomes);
        var severities = query.Words("severity", ApiWords.Severities);
        var found = verdict.Findings
            .Where(r => node is null || r.Finding.Subject.NodeId == node || r.Finding.Subject.OtherNodeId == node)
            .Where(r => check is null || r.Finding.CheckId == check)
            .Where(r => area is null || r.Finding.CheckId.StartsWith(area + ".", StringComparison.Ordinal))
            .Where(r => outcomes.Count == 0 || outcomes.Contains(r.Finding.Outcome))
            .Where(r => severities.Count == 0 || severities.Contains(r.Finding.Severity))
            .ToList();
        http.Response.Headers["X-Total-Count"] = found.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var page = found.Skip(query.Number("offset", 0, int.MaxValue) ?? 0).Take(query.Number("limit", 1, LargestPage) ?? int.MaxValue);
        IReadOnlyList<FindingView> views = [.. page.Select(r => Of(r, verdict))];
        return http.AnswerAsync(views, ApiExchange.Json.IReadOnlyListFindingView);
    }

    public async Task HistoryAsync(HttpContext http)
    {
        var query = new ApiQuery(http, "node", "check", "before", "limit");
        var events = await store.Findings.ListEventsAsync(
            new FindingEventQuery
            {
                NodeId = query.Text("node") is { } text ? directory.Find(text).Id : null,
                CheckId = query.Text("check"),
                Before = query.Long("before", 1, long.MaxValue),
                Limit = query.Number("limit", 1, LargestHistoryPage) ?? HistoryPage,
            },
            http.RequestAborted).ConfigureAwait(false);
        IReadOnlyList<FindingEventView> views = [.. events.Select(Of)];
        await http.AnswerAsync(views, ApiExchange.Json.IReadOnlyListFindingEventView).ConfigureAwait(false);
    }

    public Task ReadinessAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        var verdict = directory.Verdict;
        var view = CheckViews.Of(verdict.Evaluation, identity.Fleet, verdict.Profile, verdict.At);
        return http.AnswerAsync(view, ApiExchange.Json.ReadinessView);
    }

    private static FindingView Of(FindingRecord record, Verdict verdict) =>
        CheckViews.Of(record.Finding, id => verdict.Names.GetValueOrDefault(id) ?? id, record.FirstSeenAt, record.LastChangedAt);

    private static FindingEventView Of(FindingEvent entry) => new()
    {
        Id = entry.Id,
        At = entry.At,
        Kind = ApiWords.Of(entry.Kind),
        Check = entry.CheckId,
        Subject = entry.SubjectKey,
        NodeId = entry.NodeId,
        OtherNodeId = entry.OtherNodeId,
        Severity = CheckWords.Of(entry.Severity),
        From = entry.From is { } from ? CheckWords.Of(from) : null,
        To = entry.To is { } to ? CheckWords.Of(to) : null,
    };
}
