using System.Net;
using System.Net.Sockets;
using AcpFleet.Grpc.Tests.Raw;
using AcpFleet.Grpc.Tests.Wire;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AcpFleet.Grpc.Tests.Client;

/// <summary>What our client makes of answers that no good server gives.</summary>
public sealed class HostileServerTests
{
    private static readonly (string, string) Ok = ("grpc-status", "0");

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(302, StatusCode.Unknown)]
    public async Task HttpStatus_WithoutGrpcStatus_IsMapped(int http, StatusCode code)
    {
        await using var server = await RawServer.StartAsync(context =>
        {
            context.Response.StatusCode = http;
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            return context.Response.WriteAsync("<html>");
        });

        var error = await FailAsync(server);

        error.StatusCode.ShouldBe(code);
        error.Status.Detail.ShouldContain($"{http}");
    }

    [Fact]
    public async Task HttpStatus_WithGrpcStatus_GivesWay()
    {
        await using var server = await RawServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers["grpc-status"] = "5";
            return Task.CompletedTask;
        });

        (await FailAsync(server)).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task ContentType_ThatIsNoGrpc_IsUnknown()
    {
        await using var server = await RawServer.StartAsync(context => context.Response.WriteAsJsonAsync("hello"));

        var error = await FailAsync(server);

        error.StatusCode.ShouldBe(StatusCode.Unknown);
        error.Status.Detail.ShouldContain("application/json");
    }

    [Fact]
    public async Task Answer_WithoutGrpcStatus_IsUnknown()
    {
        await using var server = await RawServer.StartAsync(Frames.Of([]));

        (await FailAsync(server)).StatusCode.ShouldBe(StatusCode.Unknown);
    }

    [Fact]
    public async Task Answer_OkWithoutMessage_IsInternal()
    {
        await using var server = await RawServer.StartAsync([], Ok);

        (await FailAsync(server)).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task Answer_OkInTrailersOnlyWithoutMessage_IsInternal()
    {
        await using var server = await RawServer.StartAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = "0";
            return Task.CompletedTask;
        });

        (await FailAsync(server)).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task Answer_WithTwoMessagesToAUnaryCall_IsInternal()
    {
        await using var server = await RawServer.StartAsync([.. Frames.Of([]), .. Frames.Of([])], Ok);

        (await FailAsync(server)).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task Message_WithAnErrorAfterIt_IsTheError()
    {
        await using var server = await RawServer.StartAsync(Frames.Of([]), ("grpc-status", "15"), ("grpc-message", "lost%zz %E8%8A%82"));

        var error = await FailAsync(server);

        error.StatusCode.ShouldBe(StatusCode.DataLoss);
        error.Status.Detail.ShouldBe("lost%zz 节");
    }

    [Fact]
    public async Task PrefixOverTheLimit_WhileTheMessageIsYetToCome_IsRefused()
    {
        var hold = new TaskCompletionSource();
        await using var server = await RawServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(Frames.Prefix(uint.MaxValue));
            await context.Response.Body.FlushAsync();
            await hold.Task;
        });

        (await FailAsync(server)).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        hold.SetResult();
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 }, "identity")] // cut short
    [InlineData(new byte[] { 7, 0, 0, 0, 0 }, "identity")] // no compressed-flag
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 1 }, "identity")] // compressed without encoding
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 1 }, "snappy")] // unknown encoding
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 1 }, "gzip")] // no gzip data
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 0x0A, 0x7F }, "identity")] // no echo reply
    public async Task BrokenMessage_IsInternal(byte[] body, string encoding)
    {
        await using var server = await RawServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-encoding"] = encoding;
            await context.Response.Body.WriteAsync(body);
            context.Response.AppendTrailer("grpc-status", "0");
        });

        (await FailAsync(server)).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task BinaryMetadata_ThatIsNoBase64_IsInternal()
    {
        await using var server = await RawServer.StartAsync(Frames.Of([]), Ok, ("data-bin", "*"));

        (await FailAsync(server)).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Theory]
    [InlineData(0x0, StatusCode.Internal)]
    [InlineData(0x1, StatusCode.Internal)]
    [InlineData(0x2, StatusCode.Internal)]
    [InlineData(0x7, StatusCode.Unavailable)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    [InlineData(0xc, StatusCode.PermissionDenied)]
    public async Task StreamReset_AfterTheHeaders_IsMapped(int error, StatusCode code)
    {
        await using var server = await RawServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(Frames.Of([]));
            await context.Response.Body.FlushAsync();
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(error);
        });

        (await FailAsync(server)).StatusCode.ShouldBe(code);
    }

    [Theory]
    [InlineData(0x2, StatusCode.Internal)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    public async Task StreamReset_BeforeTheHeaders_IsMapped(int error, StatusCode code)
    {
        await using var server = await RawServer.StartAsync(context =>
        {
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(error);
            return Task.CompletedTask;
        });

        (await FailAsync(server)).StatusCode.ShouldBe(code);
    }

    [Fact]
    public async Task Connection_Refused_IsUnavailableAndSaysSo()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{FreePort()}");

        var error = await Should.ThrowAsync<RpcException>(async () => await new Protos.Echo.EchoClient(channel).UnaryAsync(new()));

        error.StatusCode.ShouldBe(StatusCode.Unavailable);
        error.Status.Detail.ShouldContain("refused");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("")]
    public async Task Connection_ThatDoesNotSpeakHttp2_IsAnErrorAtOnce(string greeting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(greeting));
        });
        using var channel = GrpcChannel.ForAddress($"http://{listener.LocalEndpoint}");

        var error = await Should.ThrowAsync<RpcException>(async () => await new Protos.Echo.EchoClient(channel).UnaryAsync(new()));

        new[] { StatusCode.Unavailable, StatusCode.Internal }.ShouldContain(error.StatusCode);
        await serving;
    }

    private static async Task<RpcException> FailAsync(RawServer server)
    {
        using var call = server.Client().UnaryAsync(new());
        var error = await Should.ThrowAsync<RpcException>(call.ResponseAsync);
        call.GetStatus().StatusCode.ShouldBe(error.StatusCode);
        return error;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
