using System.Net.Sockets;
using AcpFleet.Grpc.Tests.Echo;
using AcpFleet.Grpc.Tests.Protos;
using AcpFleet.Grpc.Tests.Raw;
using AcpFleet.Grpc.Tests.Wire;
using AcpFleet.TestKit;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Grpc.Tests.Server;

/// <summary>What our server does with requests that no good client sends. Each ends in a refusal that the log explains.</summary>
public sealed class HostileClientTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private LoopbackServer _server = null!;
    private RawCalls _raw = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartEchoAsync(time: _time);
        _raw = new(_server.Address);
    }

    public async Task DisposeAsync()
    {
        _raw.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task PrefixOverTheLimit_WhileTheMessageIsYetToCome_IsRefused()
    {
        var body = new HeldContent();
        var answer = _raw.CallAsync(RawCalls.Converse, body);
        await body.SendAsync(Frames.Prefix(uint.MaxValue));

        (await answer).Status.ShouldBe(StatusCode.ResourceExhausted);
        body.End();
        await LogExplainsAsync("4294967295 bytes is over the limit of 4194304 bytes");
    }

    [Fact]
    public async Task MessageCutShort_IsInternal()
    {
        var answer = await _raw.CallAsync(RawCalls.Converse, Frames.Of(new byte[100])[..50]);

        answer.Status.ShouldBe(StatusCode.Internal);
        await LogExplainsAsync("ended in the middle of a message");
    }

    [Fact]
    public async Task HalfAMessage_ThatNeverEnds_IsCutAfterTheTimeLimit()
    {
        var body = new HeldContent();
        var answer = _raw.CallAsync(RawCalls.Converse, body);
        await body.SendAsync(Frames.Of(new byte[100])[..50]);
        await _time.TimersAsync(1);

        _time.Advance(TimeSpan.FromSeconds(29));
        answer.IsCompleted.ShouldBeFalse();
        await body.SendAsync([0]); // Dripping on does not help.
        _time.Advance(TimeSpan.FromSeconds(1));

        (await answer).Status.ShouldBe(StatusCode.Cancelled);
        body.End();
        await LogExplainsAsync("not finished within 30 s");
    }

    [Fact]
    public async Task HalfAPrefix_ThatNeverEnds_IsCutAfterTheTimeLimit()
    {
        var body = new HeldContent();
        var answer = _raw.CallAsync(RawCalls.Converse, body);
        await body.SendAsync([0, 0]);
        await _time.TimersAsync(1);

        _time.Advance(TimeSpan.FromSeconds(30));

        (await answer).Status.ShouldBe(StatusCode.Cancelled);
        body.End();
    }

    [Fact]
    public async Task UnaryCall_WhoseMessageNeverComes_IsCutAfterTheTimeLimit()
    {
        var body = new HeldContent();
        var answer = _raw.CallAsync(RawCalls.Unary, body);
        await _time.TimersAsync(1);

        _time.Advance(TimeSpan.FromSeconds(30));

        (await answer).Status.ShouldBe(StatusCode.Cancelled);
        body.End();
    }

    [Fact]
    public async Task UnaryCall_WhoseRequestNeverEnds_IsCutAfterTheTimeLimit()
    {
        var body = new HeldContent();
        var answer = _raw.CallAsync(RawCalls.Unary, body);
        await body.SendAsync(RawCalls.Frame(new()));

        // First the message has a time limit, then the end of the request: another one.
        while (await Task.WhenAny(answer, _time.TimersAsync(1)) != answer)
            _time.Advance(TimeSpan.FromSeconds(30));

        (await answer).Status.ShouldBe(StatusCode.Cancelled);
        body.End();
    }

    [Fact]
    public async Task DuplexCall_SilentBetweenMessages_HasNoTimeLimit()
    {
        var body = new HeldContent();
        var sending = _raw.SendAsync(RawCalls.Converse, body);
        await body.SendAsync(RawCalls.Frame(new()));
        using var response = await sending;
        await using var stream = await response.Content.ReadAsStreamAsync();
        await stream.ReadExactlyAsync(new byte[5]);

        _time.Advance(TimeSpan.FromDays(3));
        await body.SendAsync(RawCalls.Frame(new()));
        body.End();
        await stream.CopyToAsync(Stream.Null);

        new RawAnswer(response, []).Status.ShouldBe(StatusCode.OK);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(255)]
    public async Task CompressedFlag_ThatIsNeither0Nor1_IsInternal(byte flag)
    {
        (await _raw.CallAsync(RawCalls.Unary, Frames.Of([], flag))).Status.ShouldBe(StatusCode.Internal);
        await LogExplainsAsync("only 0 and 1");
    }

    [Fact]
    public async Task CompressedMessage_InACallWithoutEncoding_IsInternal()
    {
        (await _raw.CallAsync(RawCalls.Unary, Frames.Of(Frames.Gzip([]), flag: 1))).Status.ShouldBe(StatusCode.Internal);
        await LogExplainsAsync("names no encoding");
    }

    [Fact]
    public async Task CompressedMessage_OfUnknownEncoding_IsUnimplementedWithTheKnownOnes()
    {
        var answer = await _raw.CallAsync(RawCalls.Unary, Frames.Of([1], flag: 1), ("grpc-encoding", "snappy"));

        answer.Status.ShouldBe(StatusCode.Unimplemented);
        answer.Header("grpc-accept-encoding").ShouldBe("identity,gzip");
        await LogExplainsAsync("'snappy' is not known");
    }

    [Fact]
    public async Task GarbageInTheMessage_IsInternalAndStaysOutOfTheLog()
    {
        var answer = await _raw.CallAsync(RawCalls.Unary, Frames.Of("\u000a\u007fsecret-content"u8.ToArray()));

        answer.Status.ShouldBe(StatusCode.Internal);
        await LogExplainsAsync("could not be decoded");
        _server.Log.Calls.ShouldAllBe(entry => !entry.Text.Contains("secret"));
    }

    [Fact]
    public async Task GarbageInTheBody_IsRefused()
    {
        var garbage = new byte[1000];
        new Random(3).NextBytes(garbage);
        garbage[0] = 0x47;

        (await _raw.CallAsync(RawCalls.Converse, garbage)).Status.ShouldBe(StatusCode.Internal);
        await LogExplainsAsync("begins with 71");
    }

    [Fact]
    public async Task UnaryCall_WithoutMessage_IsInternal()
    {
        (await _raw.CallAsync(RawCalls.Unary, Array.Empty<byte>())).Status.ShouldBe(StatusCode.Internal);
        await LogExplainsAsync("without its one message");
    }

    [Fact]
    public async Task UnaryCall_WithTwoMessages_IsInternal()
    {
        (await _raw.CallAsync(RawCalls.Unary, [.. Frames.Of([]), .. Frames.Of([])])).Status.ShouldBe(StatusCode.Internal);
        await LogExplainsAsync("after the one message");
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("123456789S")]
    public async Task Timeout_OfWrongForm_IsInternal(string timeout)
    {
        var answer = await _raw.CallAsync(RawCalls.Unary, Frames.Of([]), ("grpc-timeout", timeout));

        answer.Status.ShouldBe(StatusCode.Internal);
        answer.IsTrailersOnly.ShouldBeTrue();
        await LogExplainsAsync("grpc-timeout");
    }

    [Fact]
    public async Task BinaryMetadata_ThatIsNoBase64_IsInternal()
    {
        (await _raw.CallAsync(RawCalls.Unary, Frames.Of([]), ("echo-bin", "*"))).Status.ShouldBe(StatusCode.Internal);
        await LogExplainsAsync("'echo-bin' is not valid base64");
    }

    [Theory]
    [InlineData("/acpfleet.tests.Echo/unary")]
    [InlineData("/ACPFLEET.tests.Echo/Unary")]
    [InlineData("/acpfleet.tests.Echo/Unary/more")]
    [InlineData("/")]
    public async Task Path_ThatDiffersFromTheMethods_IsUnimplemented(string path) =>
        (await _raw.CallAsync(path, Frames.Of([]))).Status.ShouldBe(StatusCode.Unimplemented);

    [Fact]
    public async Task RandomBytes_AsBody_AreAnsweredAlways()
    {
        var random = new Random(11);
        for (var round = 0; round < 50; round++)
        {
            var body = new byte[random.Next(200)];
            random.NextBytes(body);
            if (body.Length > 2)
                body.AsSpan(0, 3).Clear(); // Often a believable prefix.
            var answer = await _raw.CallAsync(RawCalls.Converse, body, ("grpc-encoding", "gzip"));
            Enum.IsDefined(answer.Status).ShouldBeTrue();
        }
        (await _raw.CallAsync(RawCalls.Unary, RawCalls.Frame(new()))).Status.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task Connection_ThatDoesNotSpeakHttp2_IsClosedAndOthersGoOn()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_server.Address.Host, _server.Address.Port);
        await socket.SendAsync("SSH-2.0-nobody\r\n\r\n nothing of HTTP/2 here at all"u8.ToArray());
        await using var stream = new NetworkStream(socket);

        await stream.CopyToAsync(Stream.Null); // Ends when the server closes the connection.

        (await _raw.CallAsync(RawCalls.Unary, RawCalls.Frame(new()))).Status.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task ClientThatVanishes_InTheMiddleOfAMessage_CancelsTheCall()
    {
        var id = Guid.NewGuid().ToString();
        using (var vanishing = new RawCalls(_server.Address))
        {
            var body = new HeldContent();
            var sending = vanishing.SendAsync(RawCalls.Converse, body);
            await body.SendAsync([.. RawCalls.Frame(new EchoRequest { HangId = id }), 0, 0, 0]);
            (await sending).Dispose();
            body.End();
        }

        var query = new CancellationQuery { Id = id };
        var seen = await _raw.CallAsync("/acpfleet.tests.Echo/AwaitCancellation", Frames.Of(query.ToByteArray()));
        seen.Status.ShouldBe(StatusCode.OK);
        _server.Log.Calls.ShouldNotContain(entry => entry.Level >= LogLevel.Warning);
    }

    // The transport fails the reader before it cancels the call's token: that must not pass for a fault of the handler.
    [Fact]
    public async Task ClientThatVanishes_WhileTheHandlerReads_IsNoFault()
    {
        for (var round = 0; round < 20; round++)
        {
            using var vanishing = new RawCalls(_server.Address);
            var body = new HeldContent();
            var sending = vanishing.SendAsync(RawCalls.Converse, body);
            await body.SendAsync(RawCalls.Frame(new()));
            (await sending).Dispose();
            body.End();
        }

        await _server.Log.WaitForAsync(_ =>
            _server.Log.Calls.Count(entry => entry.Text.Contains("cancelled by the client", StringComparison.Ordinal)) == 20);
        _server.Log.Calls.ShouldNotContain(entry => entry.Level >= LogLevel.Warning);
    }

    private async Task LogExplainsAsync(string reason)
    {
        var entry = await _server.Log.WaitForAsync(entry => entry.Text.Contains(reason, StringComparison.Ordinal));
        entry.Level.ShouldBe(LogLevel.Warning);
        entry.Text.ShouldContain("ipv4:127.0.0.1:");
        entry.Text.ShouldContain("/acpfleet.tests.Echo/");
    }
}
