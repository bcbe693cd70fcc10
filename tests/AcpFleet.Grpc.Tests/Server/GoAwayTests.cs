using Grpc.Core;

namespace AcpFleet.Grpc.Tests.Server;

public sealed class GoAwayTests
{
    [Fact]
    public async Task Server_ThatStops_LetsCallsEndAndTakesNoNewOnes()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ScriptedServer.StartAsync(new()
        {
            OnUnary = async (request, _) =>
            {
                if (request.ReplyCount == 0)
                    return new();
                entered.SetResult();
                await release.Task;
                return new() { RequestsSeen = 7 };
            },
        });
        using var accepted = server.Client.UnaryAsync(new() { ReplyCount = 1 });
        await entered.Task;

        var stopping = server.Server.StopAsync();
        var refused = await Should.ThrowAsync<RpcException>(async () =>
        {
            while (true)
                await server.Client.UnaryAsync(new()); // Until the GOAWAY has come.
        });

        refused.StatusCode.ShouldBe(StatusCode.Unavailable);
        release.SetResult();
        (await accepted).RequestsSeen.ShouldBe(7u);
        await stopping;
    }
}
