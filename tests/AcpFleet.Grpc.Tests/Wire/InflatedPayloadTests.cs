using System.Buffers;
using Grpc.Core;
using Grpc.Wire;

namespace AcpFleet.Grpc.Tests.Wire;

public sealed class InflatedPayloadTests
{
    private const int MiB = 1024 * 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32 * 1024)]
    [InlineData((32 * 1024) + 1)]
    [InlineData(100_000)]
    public void Inflate_AtTheLimit_GivesTheMessage(int length)
    {
        var plain = new byte[length];
        new Random(length).NextBytes(plain);

        using var payload = InflatedPayload.Inflate(new(Frames.Gzip(plain)), maxLength: length);

        payload.AsSequence().ToArray().ShouldBe(plain);
    }

    [Fact]
    public void Inflate_OneByteOverTheLimit_Refuses() => Should.Throw<WireException>(() =>
            InflatedPayload.Inflate(new(Frames.Gzip(new byte[1001])), maxLength: 1000))
        .StatusCode.ShouldBe(StatusCode.ResourceExhausted);

    [Fact]
    public void Inflate_OfABomb_AllocatesNoMoreThanTheLimit()
    {
        var bomb = Frames.Bomb(256L * MiB);
        bomb.Length.ShouldBeLessThan(MiB);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Should.Throw<WireException>(() => InflatedPayload.Inflate(new(bomb), maxLength: 4 * MiB));

        refused.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(5L * MiB);
    }
}
