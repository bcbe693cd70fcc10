using AcpFleet.Grpc.Tests.Echo;
using AcpFleet.Grpc.Tests.Raw;
using AcpFleet.TestKit;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace AcpFleet.Grpc.Tests.Client;

/// <summary>Calls that end before the server's last word: by deadline, cancellation, disposal, limits, early answers.</summary>
public sealed class CallEndingTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly TaskCompletionSource _silence = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;
    private RawServer _silent = null!;
    private LoopbackServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartEchoAsync();
        _silent = await RawServer.StartAsync(async http =>
        {
            Interlocked.Increment(ref _requests);
            await _silence.Task.WaitAsync(http.RequestAborted);
        });
    }

    public async Task DisposeAsync()
    {
        _silence.TrySetResult();
        await _silent.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Deadline_OfASilentServer_IsKeptByTheClient()
    {
        using var call = _silent.Client(new() { TimeProvider = _time }).UnaryAsync(new(), deadline: _time.Start.UtcDateTime.AddSeconds(5));
        await _time.TimersAsync(1);

        _time.Advance(TimeSpan.FromSeconds(5));

        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (await Should.ThrowAsync<RpcException>(call.ResponseHeadersAsync)).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task Deadline_InThePast_SendsNothing()
    {
        var client = _silent.Client(new() { TimeProvider = _time });

        var error = await Should.ThrowAsync<RpcException>(async () => await client.UnaryAsync(new(), deadline: DateTime.MinValue));

        error.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        _requests.ShouldBe(0);
    }

    [Fact]
    public async Task Deadline_ThatIsNotInUtc_IsACallersError() => await Should.ThrowAsync<InvalidOperationException>(async () =>
        await _silent.Client().UnaryAsync(new(), deadline: new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Local)));

    [Fact]
    public async Task ServersCancel_AfterTheDeadline_IsTheDeadline()
    {
        await using var server = await RawServer.StartAsync(http =>
        {
            // The client's clock passes the deadline, though its timer has not fired yet, when the reset arrives.
            _time.StepWallClock(TimeSpan.FromMinutes(1));
            http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResetFeature>()!.Reset(8);
            return Task.CompletedTask;
        });
        var client = server.Client(new() { TimeProvider = _time });

        var error = await Should.ThrowAsync<RpcException>(async () => await client.UnaryAsync(new(), deadline: _time.Start.UtcDateTime.AddSeconds(5)));

        error.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task Cancellation_ByToken_IsCancelled()
    {
        using var cancelling = new CancellationTokenSource();
        using var call = _silent.Client().UnaryAsync(new(), cancellationToken: cancelling.Token);

        await cancelling.CancelAsync();

        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Cancellation_WithTheOptionForIt_ThrowsOperationCanceled()
    {
        using var cancelling = new CancellationTokenSource();
        using var call = _silent.Client(new() { ThrowOperationCanceledOnCancellation = true })
            .UnaryAsync(new(), cancellationToken: cancelling.Token);

        await cancelling.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call.ResponseAsync);
    }

    [Fact]
    public async Task Cancellation_OfARead_EndsTheCall()
    {
        using var call = Client().Converse();
        using var cancelling = new CancellationTokenSource();
        var reading = call.ResponseStream.MoveNext(cancelling.Token);

        await cancelling.CancelAsync();

        (await Should.ThrowAsync<RpcException>(reading)).StatusCode.ShouldBe(StatusCode.Cancelled);
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Disposal_OfACall_CancelsIt()
    {
        var call = _silent.Client().UnaryAsync(new());

        call.Dispose();

        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Disposal_OfTheChannel_EndsItsCalls()
    {
        var channel = GrpcChannel.ForAddress(_silent.Address);
        var client = new Protos.Echo.EchoClient(channel);
        using var call = client.UnaryAsync(new());

        await channel.ShutdownAsync();

        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
        Should.Throw<ObjectDisposedException>(() => client.UnaryAsync(new()));
    }

    [Fact]
    public void Status_OfACallUnderWay_IsACallersError()
    {
        using var call = _silent.Client().UnaryAsync(new());

        Should.Throw<InvalidOperationException>(() => call.GetStatus());
        Should.Throw<InvalidOperationException>(() => call.GetTrailers());
    }

    [Fact]
    public async Task Request_OverTheSendLimit_IsRefusedAndSendsNothing()
    {
        var client = _silent.Client(new() { MaxSendMessageSize = 100 });

        var error = await Should.ThrowAsync<RpcException>(async () => await client.UnaryAsync(new() { Payload = ByteString.CopyFrom(new byte[100]) }));

        error.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        _requests.ShouldBe(0);
    }

    [Fact]
    public async Task Write_OverTheSendLimit_LeavesTheCallUsable()
    {
        using var call = Client(new() { MaxSendMessageSize = 100 }).Converse();

        var error = await Should.ThrowAsync<RpcException>(call.RequestStream.WriteAsync(new() { Payload = ByteString.CopyFrom(new byte[100]) }));

        error.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        await call.RequestStream.WriteAsync(new());
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
    }

    [Fact]
    public async Task Write_AfterTheServerEndedTheCall_ThrowsItsStatus()
    {
        using var call = Client().Converse();
        await call.RequestStream.WriteAsync(new() { StatusCode = (int)StatusCode.PermissionDenied, StatusDetail = "no" });
        await Should.ThrowAsync<RpcException>(call.ResponseStream.ReadAllAsync().ToListAsync().AsTask());

        var error = await Should.ThrowAsync<RpcException>(call.RequestStream.WriteAsync(new()));

        error.StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Fact]
    public async Task Writes_WhileTheServerHasEndedTheCall_EndWithItsStatus()
    {
        await using var server = await RawServer.StartAsync(http =>
        {
            http.Response.ContentType = "application/grpc";
            http.Response.Headers["grpc-status"] = "8";
            http.Response.Headers["grpc-message"] = "enough";
            return Task.CompletedTask;
        });
        using var call = server.Client().Collect();

        var error = await Should.ThrowAsync<RpcException>(async () =>
        {
            while (true)
                await call.RequestStream.WriteAsync(new() { Payload = ByteString.CopyFrom(new byte[10_000]) });
        });

        error.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        error.Status.Detail.ShouldBe("enough");
        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).Status.Detail.ShouldBe("enough");
    }

    [Fact]
    public async Task Write_AfterComplete_IsACallersError()
    {
        using var call = Client().Converse();
        await call.RequestStream.CompleteAsync();

        await Should.ThrowAsync<InvalidOperationException>(call.RequestStream.WriteAsync(new()));
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => call.ResponseStream.Current);
    }

    [Fact]
    public async Task Read_WhileAnotherReads_IsACallersError()
    {
        using var call = Client().Converse();
        var reading = call.ResponseStream.MoveNext();

        await Should.ThrowAsync<InvalidOperationException>(call.ResponseStream.MoveNext());

        await call.RequestStream.WriteAsync(new());
        (await reading).ShouldBeTrue();
    }

    private Protos.Echo.EchoClient Client(GrpcChannelOptions? options = null) =>
        new(GrpcChannel.ForAddress(_server.Address, options ?? new()));
}
