using System.Text.Json.Nodes;
using AcpFleet.Grpc.Tests.Interop.Peers;
using Grpc.Core;
using Grpc.Health.V1;

namespace AcpFleet.Grpc.Tests.Interop;

public sealed class HealthInteropTests(PeersFixture peers) : InteropTest(peers)
{
    [SkippableTheory]
    [InlineData(Peer.Own)]
    [InlineData(Peer.Python)]
    [InlineData(Peer.Node)]
    public async Task Check_OfAKnownService_TellsItsStatus(Peer client)
    {
        var host = (OwnEchoHost)await Peers.HostAsync(Peer.Own);
        host.Health.SetStatus("known", HealthCheckResponse.Types.ServingStatus.NotServing);

        var outcome = await CallAsync(client, Peer.Own, Health("unary", "Check", "known"));

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        outcome.Replies.ShouldHaveSingleItem().GetProperty("status").GetString().ShouldBe("NOT_SERVING");
    }

    [SkippableTheory]
    [InlineData(Peer.Own)]
    [InlineData(Peer.Python)]
    [InlineData(Peer.Node)]
    public async Task Check_OfAnUnknownService_IsNotFound(Peer client) =>
        (await CallAsync(client, Peer.Own, Health("unary", "Check", "nobody"))).Status.ShouldBe(StatusCode.NotFound);

    [SkippableTheory]
    [InlineData(Peer.Own)]
    [InlineData(Peer.Python)]
    [InlineData(Peer.Node)]
    public async Task Watch_OfAnUnknownService_SaysSoAndGoesOn(Peer client)
    {
        var outcome = await CallAsync(client, Peer.Own, Health("server", "Watch", "nobody") with { CancelAfter = 1 });

        outcome.Status.ShouldBe(StatusCode.Cancelled);
        outcome.Replies.ShouldHaveSingleItem().GetProperty("status").GetString().ShouldBe("SERVICE_UNKNOWN");
    }

    private static CallPlan Health(string kind, string method, string service) => new()
    {
        Kind = kind,
        Method = $"/grpc.health.v1.Health/{method}",
        Requests = [new JsonObject { ["service"] = service }],
    };
}
