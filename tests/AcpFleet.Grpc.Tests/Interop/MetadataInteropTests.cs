using AcpFleet.Grpc.Tests.Interop.Peers;
using Grpc.Core;

namespace AcpFleet.Grpc.Tests.Interop;

public sealed class MetadataInteropTests(PeersFixture peers) : InteropTest(peers)
{
    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Text_InHeadersAndTrailers_ComesBack(Peer client, Peer server)
    {
        var plan = Unary([]) with { Metadata = [["echo-a", "one, two; three"], ["trail-a", "!\"#$%&'()~"]] };

        var outcome = await CallAsync(client, server, plan);

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        outcome.Header("echo-a").ShouldBe(["one, two; three"]);
        outcome.Trailer("trail-a").ShouldBe(["!\"#$%&'()~"]);
    }

    // 0, 1, 2 and 3 bytes over a multiple of three: with and without padding in base64.
    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Bytes_OfEveryPadding_ComeBack(Peer client, Peer server)
    {
        string[][] sent =
        [
            ["echo-one-bin", Bytes([255])],
            ["echo-two-bin", Bytes([0, 254])],
            ["echo-three-bin", Bytes([1, 2, 3])],
            ["echo-many-bin", Bytes([.. Enumerable.Range(0, 256).Select(value => (byte)value)])],
            ["trail-one-bin", Bytes([255])],
            ["trail-two-bin", Bytes([0, 254])],
        ];

        var outcome = await CallAsync(client, server, Expand(new() { ["replyCount"] = 1 }) with { Metadata = sent });

        outcome.Status.ShouldBe(StatusCode.OK, outcome.Detail);
        foreach (var entry in sent)
        {
            var received = entry[0].StartsWith("echo-", StringComparison.Ordinal) ? outcome.Header(entry[0]) : outcome.Trailer(entry[0]);
            received.ShouldBe([entry[1]], entry[0]);
        }
    }

    // Not our client against grpcio's server: our transport joins the values with a comma, as the protocol allows,
    // and the C core does not split them, as it must.
    [SkippableTheory]
    [InlineData(Peer.Own, Peer.Own)]
    [InlineData(Peer.Own, Peer.Node)]
    [InlineData(Peer.Python, Peer.Own)]
    [InlineData(Peer.Node, Peer.Own)]
    public async Task Bytes_UnderOneNameTwice_BothComeBackInOrder(Peer client, Peer server)
    {
        var plan = Unary([]) with { Metadata = [["echo-d-bin", Bytes([1])], ["echo-d-bin", Bytes([2, 3])]] };

        var outcome = await CallAsync(client, server, plan);

        outcome.Header("echo-d-bin").ShouldBe([Bytes([1]), Bytes([2, 3])]);
    }

    [SkippableTheory]
    [ClassData(typeof(Pairings))]
    public async Task Text_UnderOneNameTwice_BothComeBackInOrder(Peer client, Peer server)
    {
        var plan = Unary([]) with { Metadata = [["echo-d", "x"], ["echo-d", "y"]] };

        var outcome = await CallAsync(client, server, plan);

        // Two headers, or one with a comma: the protocol holds them equal.
        string.Join(",", outcome.Header("echo-d")).Replace(" ", "", StringComparison.Ordinal).ShouldBe("x,y");
    }
}
