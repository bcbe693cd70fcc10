using System.IO.Compression;
using Grpc.Core;
using Grpc.Wire;

namespace AcpFleet.Grpc.Tests.Wire;

public sealed class MessageFrameTests
{
    [Fact]
    public void Seal_OfAMessage_PrefixesFlagAndLength()
    {
        using var frame = new MessageFrame(maxPayload: null);
        frame.Complete([1, 2, 3]);

        frame.Seal().ToArray().ShouldBe(Frames.Of([1, 2, 3]));
    }

    [Fact]
    public void SealGzipped_OfAMessage_SetsTheFlag()
    {
        using var frame = new MessageFrame(maxPayload: null);
        frame.Complete(new byte[10_000]);

        var bytes = frame.SealGzipped(CompressionLevel.Fastest);

        bytes.Span[0].ShouldBe((byte)1);
        bytes.Length.ShouldBeLessThan(1000);
        using var payload = InflatedPayload.Inflate(new(bytes[MessageFrame.PrefixLength..]), maxLength: 10_000);
        payload.AsSequence().Length.ShouldBe(10_000);
    }

    // The gzip stream of .NET writes nothing for nothing; grpc-js rightly refused that as no gzip data.
    [Fact]
    public void SealGzipped_OfAnEmptyMessage_LeavesItUncompressed()
    {
        using var frame = new MessageFrame(maxPayload: null);
        frame.Complete([]);

        frame.SealGzipped(CompressionLevel.Fastest).ToArray().ShouldBe(Frames.Of([]));
    }

    [Fact]
    public void Complete_OverTheLimit_IsResourceExhausted()
    {
        using var frame = new MessageFrame(maxPayload: 2);

        Should.Throw<RpcException>(() => frame.Complete(new byte[3])).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        Should.Throw<RpcException>(() => frame.SetPayloadLength(3)).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        frame.GetSpan(3);
        Should.Throw<RpcException>(() => frame.Advance(3)).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public void Seal_OfAMessageThatWasNotCompleted_IsAnError()
    {
        using var frame = new MessageFrame(maxPayload: null);

        Should.Throw<InvalidOperationException>(() => frame.Seal());
    }

    [Fact]
    public void Marshaller_OfTheStringKind_WorksBothWaysAndAsArrays()
    {
        var marshaller = Marshallers.Create<string>(
            (text, context) => context.Complete(System.Text.Encoding.UTF8.GetBytes(text)),
            context => System.Text.Encoding.UTF8.GetString(context.PayloadAsNewBuffer()));

        marshaller.Deserializer(marshaller.Serializer("节点")).ShouldBe("节点");
        Marshallers.StringMarshaller.Deserializer(Marshallers.StringMarshaller.Serializer("节点")).ShouldBe("节点");
    }
}
