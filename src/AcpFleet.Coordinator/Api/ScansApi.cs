using AcpFleet.Coordinator.Fleet;
using AcpFleet.Coordinator.Scans;
using AcpFleet.Protocol.Api;
using AcpFleet.Store;
using AcpFleet.Store.Scans;

namespace AcpFleet.Coordinator.Api;

/// <summary>Scans: asking for one, and how they go.</summary>
internal sealed class ScansApi(IFleetStore store, ScanService scans, FleetState fleet, FleetDirectory directory)
{
    private const int Page = 20;
    private const int LargestPage = 200;

    public async Task StartAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        var body = await http.ReadJsonAsync(ApiExchange.Json.ScanRequestBody, whenEmpty: new ScanRequestBody(null)).ConfigureAwait(false);
        if (!scans.MayRequest)
            throw new RequestRefusedException(StatusCodes.Status429TooManyRequests, "Too many scans", "as many scans as can be are running: wait for one to end");
        IReadOnlyList<FleetNode> nodes = body.Nodes is { Count: > 0 } wanted
            ? [.. wanted.Select(directory.Find).DistinctBy(n => n.Id)]
            : fleet.List();
        var scan = await scans.StartAsync(ScanTrigger.Requested, nodes, http.RequestAborted).ConfigureAwait(false);
        http.Response.Headers.Location = $"/api/v1/scans/{scan.Id}";
        await http.AnswerAsync(Of(scan), ApiExchange.Json.ScanView, StatusCodes.Status202Accepted).ConfigureAwait(false);
    }

    public async Task GetAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        var id = http.RouteText("id");
        var scan = await scans.FindAsync(id, http.RequestAborted).ConfigureAwait(false) ?? throw RequestRefusedException.NotFound($"there is no scan '{id}'");
        await http.AnswerAsync(Of(scan), ApiExchange.Json.ScanView).ConfigureAwait(false);
    }

    public async Task ListAsync(HttpContext http)
    {
        var limit = new ApiQuery(http, "limit").Number("limit", 1, LargestPage) ?? Page;
        IReadOnlyList<ScanView> views = [.. (await store.Scans.ListAsync(limit, http.RequestAborted).ConfigureAwait(false)).Select(Of)];
        await http.AnswerAsync(views, ApiExchange.Json.IReadOnlyListScanView).ConfigureAwait(false);
    }

    private static ScanView Of(ScanRecord scan) => new()
    {
        Id = scan.Id,
        State = scan.CompletedAt is null ? "running" : "completed",
        Trigger = ApiWords.Of(scan.Trigger),
        StartedAt = scan.StartedAt,
        CompletedAt = scan.CompletedAt,
        Nodes =
        [
            .. scan.Nodes.Select(n => new ScanNodeView { NodeId = n.NodeId, Name = n.Name, State = ApiWords.Of(n.State), TookMs = n.Took?.TotalMilliseconds, Changed = n.Changed }),
        ],
    };
}
