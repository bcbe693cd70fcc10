using System.IO.Pipelines;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Grpc.Wire;

namespace AcpFleet.Grpc.Tests.Wire;

public sealed class MessageReaderTests
{
    private const int Limit = 1000;

    [Fact]
    public async Task ReadAsync_OfMessagesInAnyPieces_GivesThemBack()
    {
        byte[][] messages = [[1, 2, 3], [], [.. Enumerable.Repeat((byte)7, Limit)]];
        byte[] stream = [.. messages.SelectMany(message => Frames.Of(message))];
        foreach (var piece in new[] { 1, 2, 3, 4, 5, 6, 7, 500, stream.Length })
        {
            var pipe = new Pipe();
            var reader = Reader(pipe, encoding: null);
            var writing = WriteInPiecesAsync(pipe.Writer, stream, piece);

            foreach (var message in messages)
                (await ReadAsync(reader)).ShouldBe(message);

            (await ReadAsync(reader)).ShouldBeNull();
            await writing;
        }
    }

    [Fact]
    public async Task ReadAsync_OfSeveralMessagesInOnePiece_DoesNotWaitForMore()
    {
        var pipe = new Pipe();
        var reader = Reader(pipe, encoding: null);
        await pipe.Writer.WriteAsync((byte[])[.. Frames.Of([1]), .. Frames.Of([2])]);

        (await ReadAsync(reader)).ShouldBe([1]);
        (await ReadAsync(reader)).ShouldBe([2]);
    }

    [Fact]
    public async Task ReadAsync_OfGzip_Inflates() =>
        (await ReadAllAsync(Frames.Of(Frames.Gzip([5, 6]), flag: 1), "gzip")).ShouldBe([5, 6]);

    [Fact]
    public async Task ReadAsync_OfPlainMessageInGzipStream_TakesItAsItIs() =>
        (await ReadAllAsync(Frames.Of([5, 6]), "gzip")).ShouldBe([5, 6]);

    [Fact]
    public async Task ReadAsync_OfPrefixOverTheLimit_RefusesBeforeTheMessage()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Frames.Prefix(Limit + 1)); // Nothing follows, and the stream stays open.

        var refused = await Should.ThrowAsync<WireException>(() => ReadAsync(Reader(pipe, encoding: null)));

        refused.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        refused.Status.Detail.ShouldContain("1001");
    }

    [Theory]
    [InlineData(new byte[] { 2, 0, 0, 0, 0 }, null, StatusCode.Internal)] // no compressed-flag
    [InlineData(new byte[] { 1, 0, 0, 0, 0 }, null, StatusCode.Internal)] // compressed, but the call names no encoding
    [InlineData(new byte[] { 1, 0, 0, 0, 0 }, "identity", StatusCode.Internal)]
    [InlineData(new byte[] { 1, 0, 0, 0, 0 }, "snappy", StatusCode.Unimplemented)]
    [InlineData(new byte[] { 1, 0, 0, 0, 3, 1, 2, 3 }, "gzip", StatusCode.Internal)] // no gzip data
    [InlineData(new byte[] { 0, 0, 0, 0, 3, 1, 2 }, null, StatusCode.Internal)] // cut in the message
    [InlineData(new byte[] { 0, 0, 0 }, null, StatusCode.Internal)] // cut in the prefix
    [InlineData(new byte[] { 0, 255, 255, 255, 255 }, null, StatusCode.ResourceExhausted)]
    public async Task ReadAsync_OfBrokenFrames_Refuses(byte[] stream, string? encoding, StatusCode code) =>
        (await Should.ThrowAsync<WireException>(() => ReadAllAsync(stream, encoding))).StatusCode.ShouldBe(code);

    [Fact]
    public async Task ReadAsync_OfGzipCutShort_Refuses()
    {
        var whole = Frames.Gzip([.. Enumerable.Range(0, 200).Select(value => (byte)(value * 37))]);

        var refused = await Should.ThrowAsync<WireException>(() => ReadAllAsync(Frames.Of(whole[..(whole.Length / 2)], flag: 1), "gzip"));

        refused.StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public void ReadAsync_OfRandomBytes_GivesMessagesOrRefuses() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), stream =>
    {
        try
        {
            ReadAllAsync(stream, "gzip").GetAwaiter().GetResult();
        }
        catch (WireException)
        {
            // A refusal is an answer; anything else fails the property.
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task ReadAsync_WhenTheDeserializerThrows_IsInternal()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Frames.Of([1]));
        var reader = Reader(pipe, encoding: null);

        var refused = await Should.ThrowAsync<WireException>(async () =>
            await reader.ReadAsync<byte[]>(_ => throw new FormatException("content"), default));

        refused.StatusCode.ShouldBe(StatusCode.Internal);
        refused.Status.Detail.ShouldNotContain("content");
    }

    private static MessageReader Reader(Pipe pipe, string? encoding) =>
        new(pipe.Reader, encoding, Limit, StatusCode.Unimplemented, watch: null);

    private static async Task<byte[]?> ReadAsync(MessageReader reader)
    {
        var (found, message) = await reader.ReadAsync(context => context.PayloadAsNewBuffer(), default);
        return found ? message : null;
    }

    /// <summary>The last message of a stream.</summary>
    private static async Task<byte[]?> ReadAllAsync(byte[] stream, string? encoding)
    {
        var pipe = new Pipe();
        var reader = Reader(pipe, encoding);
        await pipe.Writer.WriteAsync(stream);
        await pipe.Writer.CompleteAsync();
        byte[]? last = null;
        while (await ReadAsync(reader) is { } message)
            last = message;
        return last;
    }

    private static async Task WriteInPiecesAsync(PipeWriter writer, byte[] stream, int piece)
    {
        foreach (var part in stream.Chunk(piece))
            await writer.WriteAsync(part);
        await writer.CompleteAsync();
    }
}
