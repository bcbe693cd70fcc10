using System.Net;
using System.Net.Http.Json;
using AcpFleet.Coordinator.Tests.Harness;
using AcpFleet.Protocol.Api;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Google.Protobuf.WellKnownTypes;

namespace AcpFleet.Coordinator.Tests.Scans;

public sealed class ScanTests : IAsyncLifetime
{
    private readonly ManualTime _time = TestCoordinator.NewTime();
    private TestCoordinator _coordinator = null!;
    private TestAgent _agent = null!;
    private TestLink _link = null!;

    public async Task InitializeAsync()
    {
        _coordinator = await TestCoordinator.StartAsync(time: _time);
        _agent = await TestAgent.EnrolAsync(_coordinator);
        (_link, _) = await _agent.ConnectAsync();
        await _link.ReportAsync(1, TestFacts.All());
        await _coordinator.JudgedAsync();
    }

    public async Task DisposeAsync()
    {
        _link.Dispose();
        _agent.Dispose();
        await _coordinator.DisposeAsync();
    }

    [Fact]
    public async Task FirstReport_OfANewNode_IsAScanOfItsOwn()
    {
        var scan = (await ListAsync()).ShouldHaveSingleItem();

        (scan.Trigger, scan.State, scan.Nodes.Single().State, scan.Nodes.Single().Name).ShouldBe(("first-report", "running", "pending", "cp-1"));
    }

    [Fact]
    public async Task Requested_GoesThroughItsStates_AndItsFindingsAreThereAtTheEnd()
    {
        var started = await StartAsync(new ScanRequestBody(["cp-1"]));
        (started.Trigger, started.State, started.Nodes.Single().State).ShouldBe(("requested", "running", "pending"));
        var id = await NextRequestAsync(started.Id);

        await _link.SendAsync(new AgentMessage { ScanStarted = new ScanStarted { ScanId = id } });
        await _link.ReportAsync(2, TestFacts.Memory(swap: true));
        (await GetAsync(id)).Nodes.Single().State.ShouldBe("collecting");
        await CompleteAsync(_link, id, SectionKind.Memory);

        var ended = await EndedAsync(id);
        var node = ended.Nodes.Single();
        (node.State, node.TookMs, string.Join(' ', node.Changed)).ShouldBe(("completed", (double?)1.5, "memory"));
        ended.CompletedAt.ShouldBe(_time.GetUtcNow());
        (await _coordinator.GetAsync("api/v1/findings?check=memory.swap-disabled", ApiJson.Default.IReadOnlyListFindingView)).Single().Outcome.ShouldBe("fail");
    }

    [Fact]
    public async Task Requested_NodeThatIsNotConnected_IsOfflineAtOnce()
    {
        using var other = await TestAgent.EnrolAsync(_coordinator, "cp-2");

        var scan = await StartAsync(new ScanRequestBody([other.Id]));

        (scan.State, scan.Nodes.Single().State).ShouldBe(("completed", "offline"));
    }

    [Fact]
    public async Task Requested_NodeThatDoesNotEnd_TimesOut()
    {
        var scan = await StartAsync(null);
        await NextRequestAsync(scan.Id);
        _time.Advance(TimeSpan.FromSeconds(60));
        await _link.ReportAsync(2, TestFacts.Memory(swap: false));
        _time.Advance(TimeSpan.FromSeconds(60));

        var ended = await EndedAsync(scan.Id);

        ended.Nodes.Single().State.ShouldBe("timed-out");
    }

    [Fact]
    public async Task Requested_NodeThatIsLostInItsCourse_IsOffline()
    {
        var scan = await StartAsync(null);
        await NextRequestAsync(scan.Id);
        _link.Dispose();

        var ended = await EndedAsync(scan.Id);

        ended.Nodes.Single().State.ShouldBe("offline");
    }

    [Fact]
    public async Task Restart_InTheMiddleOfAScan_EndsItHonestly()
    {
        var scan = await StartAsync(null);
        await NextRequestAsync(scan.Id);
        await _coordinator.RestartAsync();

        var ended = await GetAsync(scan.Id);

        ended.State.ShouldBe("completed");
        ended.Nodes.Single().State.ShouldBeOneOf("offline", "timed-out");
    }

    [Fact]
    public async Task Scheduled_AtTheInterval_AsksConnectedNodes()
    {
        var first = (await ListAsync()).Single().Id;
        for (var i = 0; i < 20; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            await _link.ReportAsync((ulong)(i + 2), TestFacts.Memory(swap: false));
        }

        (await _link.ReceiveAsync(CoordinatorMessage.MessageOneofCase.ScanRequest)).ScanRequest.ScanId.ShouldBe(first);
        var id = (await _link.ReceiveAsync(CoordinatorMessage.MessageOneofCase.ScanRequest)).ScanRequest.ScanId;

        (await GetAsync(id)).Trigger.ShouldBe("scheduled");
    }

    [Fact]
    public async Task Requested_UnknownNode_IsNotFound()
    {
        (await _coordinator.ProblemAsync(HttpMethod.Post, "api/v1/scans", HttpStatusCode.NotFound, Body(new ScanRequestBody(["nobody"])))).Detail.ShouldBe("no node is called 'nobody'");
        (await _coordinator.ProblemAsync(HttpMethod.Get, "api/v1/scans/nothing", HttpStatusCode.NotFound)).Detail.ShouldBe("there is no scan 'nothing'");
    }

    private static JsonContent Body(ScanRequestBody body) => JsonContent.Create(body, ApiJson.Default.ScanRequestBody);

    private static Task CompleteAsync(TestLink link, string id, params SectionKind[] changed) => link.SendAsync(new AgentMessage
    {
        ScanCompleted = new ScanCompleted { ScanId = id, Took = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(1.5)), Changed = { changed } },
    });

    private async Task<ScanView> StartAsync(ScanRequestBody? body)
    {
        using var response = await _coordinator.SendAsync(HttpMethod.Post, "api/v1/scans", body is null ? null : Body(body));
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.ScanView))!;
    }

    /// <summary>The scan's request on the stream; the first report's comes before it.</summary>
    private async Task<string> NextRequestAsync(string wanted)
    {
        while (true)
        {
            var id = (await _link.ReceiveAsync(CoordinatorMessage.MessageOneofCase.ScanRequest)).ScanRequest.ScanId;
            if (id == wanted)
                return id;
        }
    }

    private async Task<ScanView> EndedAsync(string id)
    {
        await _coordinator.Log.WaitForAsync(Microsoft.Extensions.Logging.LogLevel.Information, $"scan {id} (");
        var scan = await GetAsync(id);
        scan.State.ShouldBe("completed");
        return scan;
    }

    private Task<ScanView> GetAsync(string id) => _coordinator.GetAsync($"api/v1/scans/{id}", ApiJson.Default.ScanView);

    private Task<IReadOnlyList<ScanView>> ListAsync() => _coordinator.GetAsync("api/v1/scans", ApiJson.Default.IReadOnlyListScanView);
}
