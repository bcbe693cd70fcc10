using AcpFleet.Grpc.Tests.Echo;
using AcpFleet.Grpc.Tests.Protos;
using AcpFleet.Grpc.Tests.Raw;
using AcpFleet.TestKit;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AcpFleet.Grpc.Tests.Server;

/// <summary>Deadlines that the server keeps by itself, whatever the client does.</summary>
public sealed class DeadlineTests
{
    [Fact]
    public async Task Deadline_ThatPasses_CancelsTheHandlerAndAnswers()
    {
        var time = new ManualTime();
        await using var server = await LoopbackServer.StartEchoAsync(time: time);
        using var raw = new RawCalls(server.Address);
        var body = new HeldContent();
        var sending = raw.SendAsync(RawCalls.Converse, body, ("grpc-timeout", "5S"));
        await body.SendAsync(RawCalls.Frame(new() { HangId = "h" }));
        var answer = RawAnswer.ReadAsync(await sending); // The handler has answered, and hangs.

        time.Advance(TimeSpan.FromSeconds(4));
        answer.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        (await answer).Status.ShouldBe(StatusCode.DeadlineExceeded);
        await server.Services.GetRequiredService<CancellationLog>().Of("h").Task;
        body.End();
    }

    [Fact]
    public async Task Deadline_WithAHandlerThatDoesNotHeedIt_IsAnsweredAllTheSame()
    {
        var time = new ManualTime();
        var deaf = new DeafService();
        await using var server = await LoopbackServer.StartAsync(
            services => services.AddSingleton(deaf).AddSingleton<TimeProvider>(time).AddGrpc(),
            app => app.MapGrpcService<DeafService>());
        using var raw = new RawCalls(server.Address);
        var answer = raw.CallAsync(RawCalls.Unary, RawCalls.Frame(new()), ("grpc-timeout", "1S"));
        await deaf.Entered.Task;

        time.Advance(TimeSpan.FromSeconds(1));

        (await answer).Status.ShouldBe(StatusCode.DeadlineExceeded);
        deaf.Leave.SetResult();
    }

    [Fact]
    public async Task Context_OfACallWithTimeout_TellsItsDeadline()
    {
        var time = new ManualTime();
        var deaf = new DeafService();
        await using var server = await LoopbackServer.StartAsync(
            services => services.AddSingleton(deaf).AddSingleton<TimeProvider>(time).AddGrpc(),
            app => app.MapGrpcService<DeafService>());
        using var raw = new RawCalls(server.Address);
        deaf.Leave.SetResult();

        (await raw.CallAsync(RawCalls.Unary, RawCalls.Frame(new()), ("grpc-timeout", "90M"))).Status.ShouldBe(StatusCode.OK);
        deaf.Deadline.ShouldBe(time.Start.UtcDateTime.AddMinutes(90));
        (await raw.CallAsync(RawCalls.Unary, RawCalls.Frame(new()))).Status.ShouldBe(StatusCode.OK);
        deaf.Deadline.ShouldBe(DateTime.MaxValue);
        (await raw.CallAsync(RawCalls.Unary, RawCalls.Frame(new()), ("grpc-timeout", "99999999H"))).Status.ShouldBe(StatusCode.OK);
        deaf.Deadline.ShouldBe(DateTime.MaxValue);
    }

    /// <summary>Does not look at its token.</summary>
    private sealed class DeafService : Protos.Echo.EchoBase
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Leave { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DateTime Deadline { get; private set; }

        public override async Task<EchoReply> Unary(EchoRequest request, ServerCallContext context)
        {
            Deadline = context.Deadline;
            Entered.TrySetResult();
            await Leave.Task;
            return new();
        }
    }
}
