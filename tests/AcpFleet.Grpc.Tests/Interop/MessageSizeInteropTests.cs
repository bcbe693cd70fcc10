using AcpFleet.Grpc.Tests.Interop.Peers;
using Google.Protobuf;
using Grpc.Core;

namespace AcpFleet.Grpc.Tests.Interop;

public sealed class MessageSizeInteropTests(PeersFixture peers) : InteropTest(peers)
{
    private const int Large = 6 * 1024 * 1024;

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task LargeMessage_WithRaisedLimits_ComesBack(Peer client, Peer server)
    {
        var payload = new byte[Large];
        new Random(7).NextBytes(payload);
        var plan = Unary(new() { ["payload"] = Bytes(payload) }) with { MaxReceive = PeersFixture.RaisedLimit };

        var outcome = await CallAsync(client, server, plan, raised: true);

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        outcome.EchoReplies().ShouldHaveSingleItem().Payload.Span.SequenceEqual(payload).ShouldBeTrue();
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task LargeMessages_InBothStreams_ComeBack(Peer client, Peer server)
    {
        var payload = new byte[Large / 2];
        new Random(8).NextBytes(payload);
        var plan = Converse(new() { ["payload"] = Bytes(payload) }, new() { ["payload"] = Bytes(payload) })
            with { MaxReceive = PeersFixture.RaisedLimit };

        var outcome = await CallAsync(client, server, plan, raised: true);

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        outcome.EchoReplies().Count.ShouldBe(2);
        outcome.EchoReplies().Select(reply => reply.Payload).ShouldAllBe(received => received == ByteString.CopyFrom(payload));
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Request_OverTheServersLimit_IsResourceExhausted(Peer client, Peer server)
    {
        var plan = Unary(new() { ["payload"] = Bytes(new byte[PeersFixture.DefaultLimit]) });

        (await CallAsync(client, server, plan)).Status.ShouldBe(StatusCode.ResourceExhausted);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Response_OverTheClientsLimit_IsResourceExhausted(Peer client, Peer server)
    {
        var plan = Unary(new() { ["replySize"] = 64 * 1024 }) with { MaxReceive = 32 * 1024 };

        (await CallAsync(client, server, plan)).Status.ShouldBe(StatusCode.ResourceExhausted);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Gzip_BothWays_ComesBack(Peer client, Peer server)
    {
        var payload = new byte[200_000];
        payload.AsSpan(100_000).Fill(1);
        var plan = Converse(new() { ["payload"] = Bytes(payload) }, [], new() { ["replySize"] = 500_000 }) with { Gzip = true };

        var outcome = await CallAsync(client, server, plan, raised: true);

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        outcome.EchoReplies().Select(reply => reply.Payload.Length).ShouldBe([200_000, 0, 500_000]);
        outcome.EchoReplies()[0].Payload.Span.SequenceEqual(payload).ShouldBeTrue();
    }
}
