using System.IO.Compression;
using System.Net.Security;
using System.Net.Sockets;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Coordinator.Tests.Access;

public sealed class HostilePeerTests : IAsyncLifetime
{
    private TestCoordinator _coordinator = null!;

    public async Task InitializeAsync() => _coordinator = await TestCoordinator.StartAsync(o => o with
    {
        Limits = new ProtocolLimits { Message = TimeSpan.FromSeconds(2), Handshake = TimeSpan.FromSeconds(4), LinkMessageBytes = 256 * 1024 },
    });

    public async Task DisposeAsync() => await _coordinator.DisposeAsync();

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("\u0001\u0002\u0003 garbage garbage garbage garbage garbage")]
    public async Task Tls_BytesThatAreNoHandshake_AreLoggedWithThePeer(string bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_coordinator.Agents);
        await client.GetStream().WriteAsync(System.Text.Encoding.Latin1.GetBytes(bytes));

        await _coordinator.Log.WaitForAsync(LogLevel.Warning, "connection from 127.0.0.1 on the Agents endpoint failed: TLS handshake:");
        await AssertServingAsync();
    }

    [Fact]
    public async Task Tls_HandshakeThatNeverComes_IsEndedInTime()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_coordinator.Agents);

        // The end of the stream comes when the server gives up.
        (await client.GetStream().ReadAsync(new byte[16]).AsTask().WaitAsync(TestLimits.Wait)).ShouldBe(0);
        await _coordinator.Log.WaitForAsync(LogLevel.Warning, "TLS handshake: not finished in time");
    }

    [Fact]
    public async Task Http2_GarbageInsideTls_IsLoggedWithThePeer()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_coordinator.Agents);
        await using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", ApplicationProtocols = [SslApplicationProtocol.Http2] });
        await tls.WriteAsync(Enumerable.Repeat((byte)0x5A, 4096).ToArray());

        await _coordinator.Log.WaitForAsync(LogLevel.Warning, "connection from 127.0.0.1 on the Agents endpoint failed: HTTP:");
        await AssertServingAsync();
    }

    [Fact]
    public async Task Message_OverTheLimit_IsRefusedBeforeItIsRead()
    {
        using var agent = await TestAgent.EnrolAsync(_coordinator);

        var (status, _) = await RawGrpc.CallAsync(_coordinator, RawGrpc.Connect, agent.Certificate, RawGrpc.Prefix(uint.MaxValue), hold: true);

        status.ShouldBe("8");
        await _coordinator.Log.WaitForAsync(LogLevel.Warning, $"link of agent {agent.Id} at 127.0.0.1 ended");
    }

    [Fact]
    public async Task Message_DeflateBomb_IsRefusedAtTheInflatedLimit()
    {
        using var agent = await TestAgent.EnrolAsync(_coordinator);
        var bomb = Gzip(new byte[64 * 1024 * 1024]);
        bomb.Length.ShouldBeLessThan(256 * 1024);
        var before = GC.GetTotalAllocatedBytes();

        var (status, _) = await RawGrpc.CallAsync(_coordinator, RawGrpc.Connect, agent.Certificate, [.. RawGrpc.Prefix((uint)bomb.Length, compressed: true), .. bomb], hold: true, encoding: "gzip");

        status.ShouldBe("8");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(32 * 1024 * 1024);
    }

    [Fact]
    public async Task Message_HalfSent_IsEndedInTime()
    {
        using var agent = await TestAgent.EnrolAsync(_coordinator);

        var (status, _) = await RawGrpc.CallAsync(_coordinator, RawGrpc.Connect, agent.Certificate, [.. RawGrpc.Prefix(1000), 1, 2, 3], hold: true);

        status.ShouldBeOneOf("1", "4");
        await _coordinator.Log.WaitForAsync(LogLevel.Warning, $"link of agent {agent.Id} at 127.0.0.1 ended");
    }

    [Fact]
    public async Task Link_NoHello_IsEndedInTime()
    {
        using var agent = await TestAgent.EnrolAsync(_coordinator);
        using var link = agent.Open();

        var (refusal, status) = await link.EndAsync();

        status.StatusCode.ShouldBe(Grpc.Core.StatusCode.DeadlineExceeded);
        refusal!.Detail.ShouldStartWith("no hello came within");
    }

    [Fact]
    public async Task Message_ThatIsNoProtobuf_IsRefused()
    {
        using var agent = await TestAgent.EnrolAsync(_coordinator);

        var (status, _) = await RawGrpc.CallAsync(_coordinator, RawGrpc.Connect, agent.Certificate, [.. RawGrpc.Prefix(4), 0xFF, 0xFF, 0xFF, 0xFF], hold: true);

        status.ShouldNotBe("0");
        await _coordinator.Log.WaitForAsync(LogLevel.Warning, $"link of agent {agent.Id} at 127.0.0.1 ended");
        await AssertServingAsync();
    }

    private static byte[] Gzip(byte[] data)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.SmallestSize))
            gzip.Write(data);
        return output.ToArray();
    }

    private async Task AssertServingAsync()
    {
        using var agent = await TestAgent.EnrolAsync(_coordinator, "after");
        var (link, welcome) = await agent.ConnectAsync();
        welcome.AgentId.ShouldBe(agent.Id);
        link.Dispose();
    }
}
