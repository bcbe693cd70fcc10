using AcpFleet.Grpc.Tests.Raw;
using AcpFleet.Grpc.Tests.Wire;
using AcpFleet.TestKit;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Http;

namespace AcpFleet.Grpc.Tests.Client;

/// <summary>What our client's requests look like as HTTP.</summary>
public sealed class RequestFormTests : IAsyncLifetime
{
    private readonly Dictionary<string, string> _headers = [];
    private readonly ManualTime _time = new();
    private byte[] _body = [];
    private string _line = "";
    private RawServer _server = null!;

    public async Task InitializeAsync() => _server = await RawServer.StartAsync(async http =>
    {
        _line = $"{http.Request.Method} {http.Request.Scheme} {http.Request.Path} {http.Request.Protocol}";
        foreach (var (name, value) in http.Request.Headers)
            _headers[name.ToUpperInvariant()] = value.ToString();
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _body = body.ToArray();
        http.Response.ContentType = "application/grpc+proto";
        await http.Response.Body.WriteAsync(Frames.Of([]));
        http.Response.AppendTrailer("grpc-status", "0");
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Request_OfAUnaryCall_IsAsTheProtocolSays()
    {
        await _server.Client().UnaryAsync(new() { Payload = ByteString.CopyFrom(9) });

        _line.ShouldBe("POST http /acpfleet.tests.Echo/Unary HTTP/2");
        _headers["TE"].ShouldBe("trailers");
        _headers["CONTENT-TYPE"].ShouldBe("application/grpc");
        _headers["GRPC-ACCEPT-ENCODING"].ShouldBe("identity,gzip");
        _headers["USER-AGENT"].ShouldStartWith("grpc-csharp-acpfleet/");
        _headers.ShouldNotContainKey("GRPC-TIMEOUT");
        _headers.ShouldNotContainKey("GRPC-ENCODING");
        _body.ShouldBe([0, 0, 0, 0, 3, 0x0A, 1, 9]);
    }

    [Fact]
    public async Task Request_WithDeadline_CarriesWhatIsLeft()
    {
        var client = _server.Client(new GrpcChannelOptions { TimeProvider = _time });

        await client.UnaryAsync(new(), deadline: _time.Start.UtcDateTime.AddSeconds(2.5));

        TimeoutOf(_headers["GRPC-TIMEOUT"]).ShouldBe(TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Request_WithGzip_NamesItAndFlagsItsMessages()
    {
        await _server.Client().UnaryAsync(
            new() { Payload = ByteString.CopyFrom(new byte[10_000]) }, new Metadata { { "grpc-internal-encoding-request", "gzip" } });

        _headers["GRPC-ENCODING"].ShouldBe("gzip");
        _headers.ShouldNotContainKey("GRPC-INTERNAL-ENCODING-REQUEST");
        _body[0].ShouldBe((byte)1);
        _body.Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task Request_WithGzipAndNoCompress_FlagsItsMessagesPlain()
    {
        var options = new CallOptions(new Metadata { { "grpc-internal-encoding-request", "gzip" } })
            .WithWriteOptions(new WriteOptions(WriteFlags.NoCompress));

        await _server.Client().UnaryAsync(new() { Payload = ByteString.CopyFrom(new byte[10_000]) }, options);

        _headers["GRPC-ENCODING"].ShouldBe("gzip");
        _body[0].ShouldBe((byte)0);
    }

    [Fact]
    public async Task Request_WithUnknownEncoding_IsACallersError() => await Should.ThrowAsync<InvalidOperationException>(async () =>
        await _server.Client().UnaryAsync(new(), new Metadata { { "grpc-internal-encoding-request", "snappy" } }));

    [Fact]
    public async Task Request_WithMetadata_SendsBytesUnpaddedAndNoReservedName()
    {
        var metadata = new Metadata { { "Text", "a b" }, { "data-bin", new byte[] { 255 } }, { "grpc-timeout", "1n" }, { "user-agent", "mine" } };

        await _server.Client().UnaryAsync(new(), metadata);

        _headers["TEXT"].ShouldBe("a b");
        _headers["DATA-BIN"].ShouldBe("/w");
        _headers["USER-AGENT"].ShouldBe("mine");
        _headers.ShouldNotContainKey("GRPC-TIMEOUT");
    }

    [Fact]
    public async Task Request_OfAnEmptyStream_EndsWithoutMessage()
    {
        using var call = _server.Client().Collect();
        await call.RequestStream.CompleteAsync();
        await call;

        _body.ShouldBeEmpty();
    }

    private static TimeSpan TimeoutOf(string header)
    {
        global::Grpc.Wire.TimeoutHeader.TryDecode(header, out var timeout).ShouldBeTrue();
        return timeout;
    }
}
