using System.Text.Json;
using AcpFleet.Grpc.Tests.Protos;
using Google.Protobuf;
using Grpc.Core;

namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>What a driver saw of a call.</summary>
public sealed record CallOutcome
{
    public required int Code { get; init; }

    public string Detail { get; init; } = "";

    public IReadOnlyList<JsonElement> Replies { get; init; } = [];

    public IReadOnlyList<string[]> Headers { get; init; } = [];

    public IReadOnlyList<string[]> Trailers { get; init; } = [];

    public StatusCode Status => (StatusCode)Code;

    public IReadOnlyList<EchoReply> EchoReplies() =>
        [.. Replies.Select(reply => JsonParser.Default.Parse<EchoReply>(reply.GetRawText()))];

    public IEnumerable<string> Header(string name) => Headers.Where(entry => entry[0] == name).Select(entry => entry[1]);

    public IEnumerable<string> Trailer(string name) => Trailers.Where(entry => entry[0] == name).Select(entry => entry[1]);
}
