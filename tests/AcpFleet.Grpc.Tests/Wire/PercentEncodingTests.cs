using FsCheck;
using FsCheck.Fluent;
using Grpc.Wire;

namespace AcpFleet.Grpc.Tests.Wire;

public sealed class PercentEncodingTests
{
    [Theory]
    [InlineData("plain text, as it is ~", "plain text, as it is ~")]
    [InlineData("50%", "50%25")]
    [InlineData("a\r\nb\t", "a%0D%0Ab%09")]
    [InlineData("é节🙂", "%C3%A9%E8%8A%82%F0%9F%99%82")]
    [InlineData("\u007f", "%7F")]
    public void Encode_OfText_IsAsTheProtocolSays(string text, string encoded) => PercentEncoding.Encode(text).ShouldBe(encoded);

    [Fact]
    public void Decode_OfEncodedText_GivesItBack() => Prop.ForAll(ArbMap.Default.ArbFor<UnicodeText>(), text =>
        PercentEncoding.Decode(PercentEncoding.Encode(text.Value)).ShouldBe(text.Value)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%41", "%zzA")]
    [InlineData("%é", "%é")]
    [InlineData("%FF!", "\ufffd!")]
    [InlineData("%c3%a9", "é")]
    public void Decode_OfBrokenEscapes_KeepsTheRest(string encoded, string text) => PercentEncoding.Decode(encoded).ShouldBe(text);

    [Fact]
    public void Decode_OfAnyText_DoesNotFail() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        PercentEncoding.Decode(text ?? "").ShouldNotBeNull()).QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_OfLongText_EndsBetweenTwoCharacters()
    {
        var encoded = PercentEncoding.Encode(new string('节', 2000));

        encoded.Length.ShouldBeLessThanOrEqualTo(PercentEncoding.MaxEncodedLength);
        PercentEncoding.Decode(encoded).ShouldBe(new string('节', PercentEncoding.MaxEncodedLength / 9));
    }

    /// <summary>Text without halves of surrogate pairs, which no encoding of UTF-8 keeps.</summary>
    public sealed record UnicodeText(string Raw)
    {
        public string Value { get; } = string.Concat((Raw ?? "").EnumerateRunes());
    }
}
