using AcpFleet.Grpc.Tests.Interop.Peers;
using Grpc.Core;

namespace AcpFleet.Grpc.Tests.Interop;

public sealed class CallKindInteropTests(PeersFixture peers) : InteropTest(peers)
{
    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Unary_Message_ComesBack(Peer client, Peer server)
    {
        var outcome = await CallAsync(client, server, Unary(new() { ["payload"] = Bytes("hello") }));

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        outcome.EchoReplies().ShouldHaveSingleItem().Payload.ToStringUtf8().ShouldBe("hello");
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task ClientStreaming_ThreeMessages_AreCounted(Peer client, Peer server)
    {
        var outcome = await CallAsync(client, server, Collect(
            new() { ["payload"] = Bytes("1") }, new() { ["payload"] = Bytes("2") }, new() { ["payload"] = Bytes("3") }));

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        var reply = outcome.EchoReplies().ShouldHaveSingleItem();
        reply.RequestsSeen.ShouldBe(3u);
        reply.Payload.ToStringUtf8().ShouldBe("3");
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task ServerStreaming_ThreeMessages_Arrive(Peer client, Peer server)
    {
        var outcome = await CallAsync(client, server, Expand(new() { ["replyCount"] = 3, ["payload"] = Bytes("x") }));

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        outcome.EchoReplies().Select(reply => reply.Payload.ToStringUtf8()).ShouldBe(["x", "x", "x"]);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Duplex_EachAnswerBeforeTheNextRequest_Works(Peer client, Peer server)
    {
        var outcome = await CallAsync(client, server, Converse(
            new() { ["payload"] = Bytes("a") }, new() { ["payload"] = Bytes("b") }, new() { ["payload"] = Bytes("c") }));

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        outcome.EchoReplies().Select(reply => reply.Payload.ToStringUtf8()).ShouldBe(["a", "b", "c"]);
        outcome.EchoReplies().Select(reply => reply.RequestsSeen).ShouldBe([1u, 2u, 3u]);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task RequestStream_WithoutMessages_IsAnswered(Peer client, Peer server)
    {
        var outcome = await CallAsync(client, server, Collect());

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        outcome.EchoReplies().ShouldHaveSingleItem().RequestsSeen.ShouldBe(0u);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task ResponseStream_WithoutMessages_EndsWithOk(Peer client, Peer server)
    {
        var outcome = await CallAsync(client, server, Expand([]));

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        outcome.Replies.ShouldBeEmpty();
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task EmptyMessage_OfNoBytes_ComesBackEmpty(Peer client, Peer server)
    {
        var outcome = await CallAsync(client, server, Converse([], []));

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        outcome.EchoReplies().Count.ShouldBe(2);
        outcome.EchoReplies().ShouldAllBe(reply => reply.Payload.IsEmpty);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Call_OfUnknownMethod_IsUnimplemented(Peer client, Peer server)
    {
        var plan = Unary([]) with { Path = "/acpfleet.tests.Echo/Nowhere" };

        (await CallAsync(client, server, plan)).Status.ShouldBe(StatusCode.Unimplemented);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Call_OfUnknownService_IsUnimplemented(Peer client, Peer server)
    {
        var plan = Unary([]) with { Path = "/acpfleet.tests.Nobody/Unary" };

        (await CallAsync(client, server, plan)).Status.ShouldBe(StatusCode.Unimplemented);
    }
}
