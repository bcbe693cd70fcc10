using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Grpc.Tests.Server;

/// <summary>What handlers may do, and what comes of it.</summary>
public sealed class HandlerTests
{
    [Fact]
    public async Task Context_OfACall_TellsWhoCallsWhat()
    {
        var seen = new List<string>();
        await using var server = await ScriptedServer.StartAsync(new()
        {
            OnUnary = (_, context) =>
            {
                seen.AddRange([context.Method, context.Host, context.Peer, context.RequestHeaders.GetValue("name")!]);
                context.GetHttpContext().Request.Protocol.ShouldBe("HTTP/2");
                context.AuthContext.IsPeerAuthenticated.ShouldBeFalse();
                context.Deadline.ShouldBe(DateTime.MaxValue);
                context.UserState["key"] = 1;
                context.UserState["key"].ShouldBe(1);
                return Task.FromResult(new Protos.EchoReply());
            },
        });

        await server.Client.UnaryAsync(new(), new Metadata { { "name", "value" } });

        seen[..2].ShouldBe(["/acpfleet.tests.Echo/Unary", server.Server.Address.Authority]);
        seen[2].ShouldStartWith("ipv4:127.0.0.1:");
        seen[3].ShouldBe("value");
    }

    [Fact]
    public async Task Status_SetWithoutThrowing_EndsTheCall()
    {
        await using var server = await ScriptedServer.StartAsync(new()
        {
            OnUnary = (_, context) =>
            {
                context.Status = new Status(StatusCode.AlreadyExists, "there");
                return Task.FromResult(new Protos.EchoReply());
            },
        });

        var error = await Should.ThrowAsync<RpcException>(async () => await server.Client.UnaryAsync(new()));

        error.StatusCode.ShouldBe(StatusCode.AlreadyExists);
        error.Status.Detail.ShouldBe("there");
    }

    [Fact]
    public async Task Trailers_OfTheException_AreSentWithThoseOfTheContext()
    {
        await using var server = await ScriptedServer.StartAsync(new()
        {
            OnUnary = (_, context) =>
            {
                context.ResponseTrailers.Add("one", "1");
                throw new RpcException(
                    new Status(StatusCode.InvalidArgument, "bad"), new Metadata { { "grpc-status-details-bin", new byte[] { 1, 2 } } });
            },
        });

        var error = await Should.ThrowAsync<RpcException>(async () => await server.Client.UnaryAsync(new()));

        error.Trailers.GetValue("one").ShouldBe("1");
        error.Trailers.GetValueBytes("grpc-status-details-bin").ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Failure_OfACall_IsLoggedWithMethodStatusAndPeer()
    {
        await using var server = await ScriptedServer.StartAsync(new()
        {
            OnUnary = (_, _) => throw new RpcException(new Status(StatusCode.Unauthenticated, "token expired")),
        });
        await Should.ThrowAsync<RpcException>(async () => await server.Client.UnaryAsync(new() { Payload = ByteString.CopyFromUtf8("secret") }));

        var entry = await server.Server.Log.WaitForAsync(entry => entry.Text.Contains("Unauthenticated", StringComparison.Ordinal));

        entry.Level.ShouldBe(LogLevel.Information);
        entry.Text.ShouldContain("/acpfleet.tests.Echo/Unary");
        entry.Text.ShouldContain("token expired");
        entry.Text.ShouldContain("ipv4:127.0.0.1:");
        server.Server.Log.Calls.ShouldAllBe(logged => !logged.Text.Contains("secret"));
    }

    [Fact]
    public async Task Exception_WithDetailedErrors_IsTold()
    {
        await using var server = await ScriptedServer.StartAsync(
            new() { OnUnary = (_, _) => throw new FormatException("why") }, options => options.EnableDetailedErrors = true);

        var error = await Should.ThrowAsync<RpcException>(async () => await server.Client.UnaryAsync(new()));

        error.Status.Detail.ShouldBe("Exception was thrown by handler. FormatException: why");
    }

    [Fact]
    public async Task Method_ThatNobodyOverrides_IsUnimplemented()
    {
        await using var server = await ScriptedServer.StartAsync(new());
        using var call = server.Client.Collect();
        await call.RequestStream.CompleteAsync();

        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task Null_InsteadOfAReply_IsInternal()
    {
        await using var server = await ScriptedServer.StartAsync(new() { OnUnary = (_, _) => Task.FromResult<Protos.EchoReply>(null!) });

        (await Should.ThrowAsync<RpcException>(async () => await server.Client.UnaryAsync(new()))).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task Headers_SentBeforeAnyMessage_ArriveWhileTheCallGoesOn()
    {
        var release = new TaskCompletionSource();
        await using var server = await ScriptedServer.StartAsync(new()
        {
            OnExpand = async (_, context) =>
            {
                await context.WriteResponseHeadersAsync([new Metadata.Entry("early", "yes")]);
                await release.Task;
            },
        });
        using var call = server.Client.Expand(new());

        (await call.ResponseHeadersAsync).GetValue("early").ShouldBe("yes");

        release.SetResult();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
    }

    [Fact]
    public async Task Headers_SentTwice_AreAHandlersError()
    {
        Exception? thrown = null;
        await using var server = await ScriptedServer.StartAsync(new()
        {
            OnExpand = async (responses, context) =>
            {
                await responses.WriteAsync(new());
                thrown = await Record.ExceptionAsync(() => context.WriteResponseHeadersAsync([]));
            },
        });
        using var call = server.Client.Expand(new());

        (await call.ResponseStream.ReadAllAsync().CountAsync()).ShouldBe(1);

        thrown.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task Write_AfterTheCallEnded_IsAHandlersError()
    {
        IServerStreamWriter<Protos.EchoReply>? kept = null;
        await using var server = await ScriptedServer.StartAsync(new()
        {
            OnExpand = (responses, _) =>
            {
                kept = responses;
                return Task.CompletedTask;
            },
        });
        using var call = server.Client.Expand(new());
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();

        (await Record.ExceptionAsync(() => kept!.WriteAsync(new()))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Write_OverTheSendLimit_IsResourceExhausted()
    {
        await using var server = await ScriptedServer.StartAsync(
            new() { OnUnary = (_, _) => Task.FromResult(new Protos.EchoReply { Payload = ByteString.CopyFrom(new byte[100]) }) },
            options => options.MaxSendMessageSize = 100);

        (await Should.ThrowAsync<RpcException>(async () => await server.Client.UnaryAsync(new()))).StatusCode
            .ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Write_ToAClientThatDoesNotRead_WaitsInsteadOfPilingUp()
    {
        var written = 0;
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ScriptedServer.StartAsync(new()
        {
            OnExpand = async (responses, context) =>
            {
                using var stop = context.CancellationToken.Register(stopped.SetResult);
                var message = new Protos.EchoReply { Payload = ByteString.CopyFrom(new byte[64 * 1024]) };
                for (; written < 10_000; written++)
                    await responses.WriteAsync(message);
            },
        });
        using (var call = server.Client.Expand(new()))
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();

        await stopped.Task;
        written.ShouldBeLessThan(1000); // 64 MB; flow control holds the rest back.
    }

    [Fact]
    public async Task BufferHint_OfManyMessages_LosesNone()
    {
        await using var server = await ScriptedServer.StartAsync(new()
        {
            OnExpand = async (responses, _) =>
            {
                responses.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
                for (var sent = 0u; sent < 300; sent++)
                    await responses.WriteAsync(new() { RequestsSeen = sent, Payload = ByteString.CopyFrom(new byte[1000]) });
            },
        });
        using var call = server.Client.Expand(new());

        var numbers = await call.ResponseStream.ReadAllAsync().Select(reply => reply.RequestsSeen).ToListAsync();

        numbers.ShouldBe(Enumerable.Range(0, 300).Select(number => (uint)number));
    }

    [Fact]
    public async Task Read_WithATokenOfItsOwn_CanBeGivenUpAndTakenUpAgain()
    {
        var gaveUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        uint read = 0;
        await using var server = await ScriptedServer.StartAsync(new()
        {
            OnConverse = async (requests, _) =>
            {
                using var impatient = new CancellationTokenSource();
                var reading = requests.MoveNext(impatient.Token);
                await impatient.CancelAsync();
                await Should.ThrowAsync<OperationCanceledException>(reading);
                gaveUp.SetResult();
                while (await requests.MoveNext())
                    read++;
            },
        });
        using var call = server.Client.Converse();
        await gaveUp.Task;
        await call.RequestStream.WriteAsync(new());
        await call.RequestStream.CompleteAsync();

        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        read.ShouldBe(1u);
    }
}
