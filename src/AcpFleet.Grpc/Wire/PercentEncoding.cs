using System.Buffers;
using System.Globalization;
using System.Text;

namespace Grpc.Wire;

/// <summary>The form of <c>grpc-message</c>: UTF-8 with every byte percent-encoded but space and printable ASCII without '%'.</summary>
internal static class PercentEncoding
{
    /// <summary>Longest encoded form. Peers refuse calls whose trailers pass their limit (often 8 KiB), which would hide the status.</summary>
    public const int MaxEncodedLength = 4096;

    private static readonly SearchValues<char> Plain = SearchValues.Create(PlainCharacters());

    /// <summary>Text that is too long loses its end, between two characters.</summary>
    public static string Encode(string text)
    {
        if (text.Length <= MaxEncodedLength && text.AsSpan().IndexOfAnyExcept(Plain) < 0)
            return text;
        var encoded = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var count = rune.EncodeToUtf8(utf8);
            var plain = count == 1 && Plain.Contains((char)utf8[0]);
            if (encoded.Length + (plain ? 1 : 3 * count) > MaxEncodedLength)
                break;
            if (plain)
                encoded.Append((char)utf8[0]);
            else
                foreach (var value in utf8[..count])
                    encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }
        return encoded.ToString();
    }

    /// <summary>Never fails: a broken escape stays as it is, bytes that are no UTF-8 become U+FFFD.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var bytes = new ArrayBufferWriter<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length
                && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]))
            {
                bytes.Write([byte.Parse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)]);
                at += 2;
                continue;
            }
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length)
                bytes.Write(Encoding.UTF8.GetBytes(text.Substring(at++, 2)));
            else
                bytes.Write(Encoding.UTF8.GetBytes(text.Substring(at, 1)));
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string PlainCharacters()
    {
        var plain = new StringBuilder();
        for (var character = ' '; character <= '~'; character++)
        {
            if (character != '%')
                plain.Append(character);
        }

        return plain.ToString();
    }
}
