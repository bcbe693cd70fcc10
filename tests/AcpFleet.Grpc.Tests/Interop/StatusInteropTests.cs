using System.Text.Json.Nodes;
using AcpFleet.Grpc.Tests.Interop.Peers;
using Grpc.Core;

namespace AcpFleet.Grpc.Tests.Interop;

public sealed class StatusInteropTests(PeersFixture peers) : InteropTest(peers)
{
    // Percent sign, control characters, two, three and four bytes of UTF-8.
    private const string Awkward = "50% of 节点 é\t\n🙂 done";

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Error_BeforeAnyMessage_KeepsCodeAndText(Peer client, Peer server)
    {
        var outcome = await CallAsync(client, server, Unary(
            new() { ["statusCode"] = (int)StatusCode.FailedPrecondition, ["statusDetail"] = Awkward }));

        outcome.Status.ShouldBe(StatusCode.FailedPrecondition);
        outcome.Detail.ShouldBe(Awkward);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Error_AfterMessages_KeepsMessagesCodeAndText(Peer client, Peer server)
    {
        var outcome = await CallAsync(client, server, Expand(
            new() { ["replyCount"] = 2, ["statusCode"] = (int)StatusCode.Aborted, ["statusDetail"] = Awkward }));

        outcome.Replies.Count.ShouldBe(2);
        outcome.Status.ShouldBe(StatusCode.Aborted);
        outcome.Detail.ShouldBe(Awkward);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Error_WhileTheRequestStreamIsOpen_EndsTheCall(Peer client, Peer server)
    {
        var plan = Converse(new JsonObject { ["statusCode"] = (int)StatusCode.PermissionDenied, ["statusDetail"] = "no" })
            with { KeepOpen = true };

        var outcome = await CallAsync(client, server, plan);

        outcome.Status.ShouldBe(StatusCode.PermissionDenied);
        outcome.Detail.ShouldBe("no");
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Fault_OfTheHandler_IsUnknown(Peer client, Peer server)
    {
        var outcome = await CallAsync(client, server, Unary(new() { ["fault"] = true }));

        outcome.Status.ShouldBe(StatusCode.Unknown);
        if (server == Peer.Own)
            outcome.Detail.ShouldBe("Exception was thrown by handler.");
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Error_WithTrailers_KeepsThem(Peer client, Peer server)
    {
        var plan = Unary(new() { ["statusCode"] = (int)StatusCode.NotFound, ["statusDetail"] = "gone" })
            with { Metadata = [["trail-text", "why not"], ["trail-data-bin", Bytes([0, 1, 2, 255])]] };

        var outcome = await CallAsync(client, server, plan);

        outcome.Status.ShouldBe(StatusCode.NotFound);
        outcome.Trailer("trail-text").ShouldBe(["why not"]);
        outcome.Trailer("trail-data-bin").ShouldBe([Bytes([0, 1, 2, 255])]);
    }
}
