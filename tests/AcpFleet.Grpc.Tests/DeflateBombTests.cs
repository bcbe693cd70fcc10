using AcpFleet.Grpc.Tests.Echo;
using AcpFleet.Grpc.Tests.Raw;
using AcpFleet.Grpc.Tests.Wire;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Grpc.Tests;

/// <summary>A quarter of a megabyte that inflates to 256 MiB, sent to the server and to the client.</summary>
[Collection(AloneDefinition.Name)]
public sealed class DeflateBombTests
{
    private const long MiB = 1024 * 1024;

    // Four times the message limit, and a sixteenth of what the bomb holds.
    private const long MayAllocate = 16 * MiB;

    private static readonly byte[] Bomb = Frames.Of(Frames.Bomb(256 * MiB), flag: 1);

    [Fact]
    public async Task Server_GivenABomb_RefusesItAndStaysSmall()
    {
        await using var server = await LoopbackServer.StartEchoAsync();
        using var raw = new RawCalls(server.Address);
        await raw.CallAsync(RawCalls.Unary, RawCalls.Frame(new())); // Everything is warm.
        var before = GC.GetTotalAllocatedBytes();

        var answer = await raw.CallAsync(RawCalls.Unary, Bomb, ("grpc-encoding", "gzip"));

        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(MayAllocate);
        answer.Status.ShouldBe(StatusCode.ResourceExhausted);
        var entry = await server.Log.WaitForAsync(entry => entry.Text.Contains("over the limit of 4194304 bytes after decompression", StringComparison.Ordinal));
        entry.Level.ShouldBe(LogLevel.Warning);
        entry.Text.ShouldContain("ipv4:127.0.0.1:");
    }

    [Fact]
    public async Task Client_GivenABomb_RefusesItAndStaysSmall()
    {
        await using var server = await RawServer.StartAsync(async http =>
        {
            http.Response.ContentType = "application/grpc";
            http.Response.Headers["grpc-encoding"] = "gzip";
            await http.Response.Body.WriteAsync(Bomb);
        });
        var client = server.Client();
        var before = GC.GetTotalAllocatedBytes();

        var error = await Should.ThrowAsync<RpcException>(async () => await client.UnaryAsync(new()));

        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(MayAllocate);
        error.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        error.Status.Detail.ShouldContain("4194304");
    }
}
