using Grpc.Core;
using Grpc.Wire;

namespace AcpFleet.Grpc.Tests.Wire;

public sealed class MetadataCodecTests
{
    [Theory]
    [InlineData("/w==", new byte[] { 255 })]
    [InlineData("/w", new byte[] { 255 })]
    [InlineData("AP4=", new byte[] { 0, 254 })]
    [InlineData("AP4", new byte[] { 0, 254 })]
    [InlineData("AQID", new byte[] { 1, 2, 3 })]
    [InlineData("", new byte[0])]
    public void TryAdd_OfBase64WithOrWithoutPadding_Decodes(string value, byte[] bytes)
    {
        var metadata = new Metadata();

        MetadataCodec.TryAdd(metadata, "data-bin", value).ShouldBeTrue();

        metadata.GetValueBytes("data-bin").ShouldBe(bytes);
    }

    [Fact]
    public void TryAdd_OfBytesJoinedWithCommas_GivesEachValue()
    {
        var metadata = new Metadata();

        MetadataCodec.TryAdd(metadata, "data-bin", "AQ, Ag==,,AwQ").ShouldBeTrue();

        metadata.Select(entry => entry.ValueBytes).ShouldBe([[1], [2], [], [3, 4]]);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("A===")]
    [InlineData("*w==")]
    [InlineData("AQ=Ag")]
    public void TryAdd_OfWhatIsNoBase64_Refuses(string value) => MetadataCodec.TryAdd([], "data-bin", value).ShouldBeFalse();

    [Theory]
    [InlineData("grpc-status")]
    [InlineData("Grpc-Timeout")]
    [InlineData("content-type")]
    [InlineData("te")]
    [InlineData(":path")]
    [InlineData("no name")]
    public void TryAdd_OfTheProtocolsOwnNames_LeavesThemOut(string name)
    {
        var metadata = new Metadata();

        MetadataCodec.TryAdd(metadata, name, "x").ShouldBeTrue();

        metadata.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\u0001")]
    [InlineData("é")]
    public void TryAdd_OfTextThatCouldNotBeSentBack_LeavesItOut(string value)
    {
        var metadata = new Metadata();

        MetadataCodec.TryAdd(metadata, "name", value).ShouldBeTrue();

        metadata.ShouldBeEmpty();
    }

    [Fact]
    public void TryAdd_OfTextWithSpaceAround_StripsIt()
    {
        var metadata = new Metadata();

        MetadataCodec.TryAdd(metadata, "Name", " a b\t").ShouldBeTrue();

        metadata.GetValue("name").ShouldBe("a b");
    }

    [Fact]
    public void EncodeValue_OfBytes_HasNoPadding() => MetadataCodec.EncodeValue(new("data-bin", [255])).ShouldBe("/w");

    [Fact]
    public void TryAdd_OfErrorDetails_KeepsThem()
    {
        var metadata = new Metadata();

        MetadataCodec.TryAdd(metadata, "grpc-status-details-bin", "AQ").ShouldBeTrue();

        metadata.GetValueBytes("grpc-status-details-bin").ShouldBe([1]);
    }
}
