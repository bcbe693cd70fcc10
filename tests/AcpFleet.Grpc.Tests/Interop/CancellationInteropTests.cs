using System.Text.Json.Nodes;
using AcpFleet.Grpc.Tests.Interop.Peers;
using Grpc.Core;

namespace AcpFleet.Grpc.Tests.Interop;

public sealed class CancellationInteropTests(PeersFixture peers) : InteropTest(peers)
{
    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Deadline_ThatPasses_EndsTheCallOnBothSides(Peer client, Peer server)
    {
        var id = Guid.NewGuid().ToString();

        var outcome = await CallAsync(client, server, Unary(new() { ["hangId"] = id }) with { TimeoutMs = 300 });

        outcome.Status.ShouldBe(StatusCode.DeadlineExceeded);
        await ServerSawCancellationAsync(client, server, id);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Deadline_InAnOpenDuplexCall_EndsTheCallOnBothSides(Peer client, Peer server)
    {
        var id = Guid.NewGuid().ToString();

        var outcome = await CallAsync(
            client, server, Converse(new JsonObject { ["hangId"] = id }) with { TimeoutMs = 500, KeepOpen = true });

        outcome.Status.ShouldBe(StatusCode.DeadlineExceeded);
        outcome.Replies.Count.ShouldBe(1);
        await ServerSawCancellationAsync(client, server, id);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Deadline_ThatDoesNotPass_ChangesNothing(Peer client, Peer server)
    {
        var outcome = await CallAsync(client, server, Unary(new() { ["payload"] = Bytes("x") }) with { TimeoutMs = 60_000 });

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Cancel_OfAServerStream_ReachesTheServer(Peer client, Peer server)
    {
        var id = Guid.NewGuid().ToString();

        var outcome = await CallAsync(
            client, server, Expand(new() { ["replyCount"] = 1, ["hangId"] = id }) with { CancelAfter = 1 });

        outcome.Status.ShouldBe(StatusCode.Cancelled);
        await ServerSawCancellationAsync(client, server, id);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Cancel_OfADuplexCall_ReachesTheServer(Peer client, Peer server)
    {
        var id = Guid.NewGuid().ToString();

        var outcome = await CallAsync(
            client, server, Converse(new JsonObject { ["hangId"] = id }) with { CancelAfter = 1, KeepOpen = true });

        outcome.Status.ShouldBe(StatusCode.Cancelled);
        await ServerSawCancellationAsync(client, server, id);
    }

    private async Task ServerSawCancellationAsync(Peer client, Peer server, string id)
    {
        var outcome = await CallAsync(client, server, new CallPlan
        {
            Kind = "unary",
            Method = "/acpfleet.tests.Echo/AwaitCancellation",
            Requests = [new JsonObject { ["id"] = id }],
            TimeoutMs = 30_000,
        });
        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
    }
}
