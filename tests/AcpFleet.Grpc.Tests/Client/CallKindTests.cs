using AcpFleet.Grpc.Tests.Echo;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace AcpFleet.Grpc.Tests.Client;

/// <summary>Our client against our server, through generated stubs.</summary>
public sealed class CallKindTests : IAsyncLifetime
{
    private LoopbackServer _server = null!;
    private GrpcChannel _channel = null!;
    private Protos.Echo.EchoClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartEchoAsync();
        _channel = GrpcChannel.ForAddress(_server.Address);
        _client = new(_channel);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Unary_OneMessage_ComesBack()
    {
        using var call = _client.UnaryAsync(new() { Payload = ByteString.CopyFromUtf8("hello") });

        var reply = await call;

        reply.Payload.ToStringUtf8().ShouldBe("hello");
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
        call.GetTrailers().ShouldBeEmpty();
    }

    [Fact]
    public void Unary_Blocking_ComesBack() =>
        _client.Unary(new() { Payload = ByteString.CopyFromUtf8("hello") }).Payload.ToStringUtf8().ShouldBe("hello");

    [Fact]
    public async Task ClientStreaming_ThreeMessages_AreCounted()
    {
        using var call = _client.Collect();
        for (var sent = 0; sent < 3; sent++)
            await call.RequestStream.WriteAsync(new() { Payload = ByteString.CopyFromUtf8($"{sent}") });
        await call.RequestStream.CompleteAsync();

        var reply = await call;

        reply.RequestsSeen.ShouldBe(3u);
        reply.Payload.ToStringUtf8().ShouldBe("2");
    }

    [Fact]
    public async Task ServerStreaming_ThreeMessages_ComeInOrder()
    {
        using var call = _client.Expand(new() { ReplyCount = 3, Payload = ByteString.CopyFromUtf8("x") });

        var replies = await call.ResponseStream.ReadAllAsync().ToListAsync();

        replies.Count.ShouldBe(3);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task Duplex_EachAnswerBeforeTheNextRequest_Works()
    {
        using var call = _client.Converse();
        for (var round = 1u; round <= 5; round++)
        {
            await call.RequestStream.WriteAsync(new() { Payload = ByteString.CopyFromUtf8($"{round}") });
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            call.ResponseStream.Current.RequestsSeen.ShouldBe(round);
        }
        await call.RequestStream.CompleteAsync();

        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task Call_EndedWithStatus_ThrowsItWithItsDetail()
    {
        var error = await Should.ThrowAsync<RpcException>(async () =>
            await _client.UnaryAsync(new() { StatusCode = (int)StatusCode.FailedPrecondition, StatusDetail = "节点 is 100% busy\r\n" }));

        error.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        error.Status.Detail.ShouldBe("节点 is 100% busy\r\n");
    }

    [Fact]
    public async Task Call_OfHandlerThatThrows_IsUnknownAndKeepsItsSecret()
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await _client.UnaryAsync(new() { Fault = true }));

        error.StatusCode.ShouldBe(StatusCode.Unknown);
        error.Status.Detail.ShouldBe("Exception was thrown by handler.");
        var entry = await _server.Log.WaitForAsync(entry => entry.Exception is not null);
        entry.Exception!.Message.ShouldBe("secret of the handler");
        entry.Text.ShouldContain("/acpfleet.tests.Echo/Unary");
        entry.Text.ShouldContain("ipv4:127.0.0.1:");
    }
}
