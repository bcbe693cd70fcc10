using System.Net;
using AcpFleet.Grpc.Tests.Echo;
using AcpFleet.Grpc.Tests.Raw;
using AcpFleet.Grpc.Tests.Wire;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AcpFleet.Grpc.Tests.Server;

/// <summary>What the server's answers look like as HTTP.</summary>
public sealed class HttpLevelTests : IAsyncLifetime
{
    private LoopbackServer _server = null!;
    private RawCalls _raw = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartEchoAsync(options => options.ResponseCompressionAlgorithm = "gzip");
        _raw = new(_server.Address);
    }

    public async Task DisposeAsync()
    {
        _raw.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Answer_OfOneMessage_HasHeadersMessageAndTrailers()
    {
        var answer = await _raw.CallAsync(RawCalls.Unary, RawCalls.Frame(new() { Payload = ByteString.CopyFrom(9) }));

        answer.Http.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Http.Content.Headers.ContentType!.MediaType.ShouldBe("application/grpc");
        answer.Header("grpc-status").ShouldBeNull();
        answer.Last("grpc-status").ShouldBe("0");
        answer.Body.ShouldBe([0, 0, 0, 0, 5, 0x0A, 1, 9, 0x10, 1]);
    }

    [Fact]
    public async Task Answer_OfAnErrorBeforeAnyMessage_IsTrailersOnly()
    {
        var answer = await _raw.CallAsync(
            RawCalls.Unary, RawCalls.Frame(new() { StatusCode = 5, StatusDetail = "x%é" }), ("trail-a", "1"), ("trail-b-bin", "/w"));

        answer.IsTrailersOnly.ShouldBeTrue();
        answer.Header("grpc-status").ShouldBe("5");
        answer.Header("grpc-message").ShouldBe("x%25%C3%A9");
        answer.Header("trail-a").ShouldBe("1");
        answer.Header("trail-b-bin").ShouldBe("/w");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("identity, deflate, gzip")]
    [InlineData("identity,GZIP")]
    public async Task Answer_ToAClientThatTakesGzip_IsGzipped(string accepted)
    {
        var answer = await _raw.CallAsync(
            RawCalls.Unary, RawCalls.Frame(new() { ReplySize = 10_000 }), ("grpc-accept-encoding", accepted));

        answer.Header("grpc-encoding").ShouldBe("gzip");
        answer.Body[0].ShouldBe((byte)1);
        answer.Body.Length.ShouldBeLessThan(1000);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("deflate,gzipped")]
    [InlineData("")]
    public async Task Answer_ToAClientThatDoesNotTakeGzip_IsPlain(string accepted)
    {
        var answer = await _raw.CallAsync(
            RawCalls.Unary, RawCalls.Frame(new() { ReplySize = 10_000 }), ("grpc-accept-encoding", accepted));

        answer.Header("grpc-encoding").ShouldBeNull();
        answer.Body[0].ShouldBe((byte)0);
        answer.Body.Length.ShouldBeGreaterThan(10_000);
    }

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc; charset=utf-8")]
    public async Task ContentType_OfGrpc_IsAccepted(string contentType) =>
        (await _raw.CallAsync(RawCalls.Unary, RawCalls.Frame(new()), ("content-type", contentType))).Status.ShouldBe(StatusCode.OK);

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("")]
    public async Task ContentType_OfSomethingElse_Is415(string contentType)
    {
        var answer = await _raw.CallAsync(RawCalls.Unary, RawCalls.Frame(new()), ("content-type", contentType));

        answer.Http.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Header("grpc-status").ShouldBeNull();
    }

    [Fact]
    public async Task UnknownPath_WithoutGrpcContentType_IsLeftToOthers() =>
        (await _raw.CallAsync("/index.html", [], ("content-type", "text/html"))).Http.StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Http1_IsAnsweredWithUpgradeRequired()
    {
        await using var server = await LoopbackServer.StartAsync(
            services => services.AddGrpc().Services.AddSingleton<CancellationLog>(),
            app => app.MapGrpcService<EchoService>(),
            HttpProtocols.Http1);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, RawCalls.Unary)) { Content = new ByteArrayContent(Frames.Of([])) };
        request.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");

        using var response = await http.SendAsync(request, default);

        response.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
    }

    [Fact]
    public async Task RequestMetadata_WithPaddingAndCommas_IsDecoded()
    {
        var answer = await _raw.CallAsync(
            RawCalls.Unary, RawCalls.Frame(new()), ("echo-one-bin", "/w=="), ("echo-two-bin", "AQ,Ag=="));

        answer.Header("echo-one-bin").ShouldBe("/w");
        answer.Header("echo-two-bin").ShouldBe("AQ,Ag");
    }
}
