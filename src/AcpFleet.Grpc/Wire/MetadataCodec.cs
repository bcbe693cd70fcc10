using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Metadata as HTTP headers: text as it is, bytes in base64, no name of the protocol's own.</summary>
internal static class MetadataCodec
{
    /// <summary>The value of a header for an entry. Bytes go unpadded, as the protocol asks.</summary>
    public static string EncodeValue(Metadata.Entry entry) =>
        entry.IsBinary ? Convert.ToBase64String(entry.Bytes).TrimEnd('=') : entry.Value;

    /// <summary>
    /// Adds what a received header says. Headers of the protocol, and text that could not be sent back
    /// (outside printable ASCII), are left out. A binary header may carry several values, joined with commas.
    /// </summary>
    /// <returns>False when a binary header is not base64.</returns>
    public static bool TryAdd(Metadata target, string name, string value)
    {
#pragma warning disable CA1308 // Header names are lower case on the wire (RFC 9113 section 8.2.1).
        var key = name.ToLowerInvariant();
#pragma warning restore CA1308
        if (ProtocolNames.IsReserved(key) || !Metadata.Entry.IsName(key))
            return true;
        if (key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal))
            return TryAddBinary(target, key, value);
        var text = value.AsSpan().Trim(" \t");
        if (Metadata.Entry.IsSendableText(text))
            target.Add(key, text.ToString());
        return true;
    }

    private static bool TryAddBinary(Metadata target, string key, string value)
    {
        foreach (var part in value.AsSpan().Split(','))
        {
            if (!TryDecodeBase64(value.AsSpan(part).Trim(" \t"), out var bytes))
                return false;
            target.Add(key, bytes);
        }
        return true;
    }

    private static bool TryDecodeBase64(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        var padding = (4 - (text.Length % 4)) % 4;
        if (padding == 3)
            return false;
        Span<char> padded = text.Length <= 512 ? stackalloc char[text.Length + padding] : new char[text.Length + padding];
        text.CopyTo(padded);
        padded[text.Length..].Fill('=');
        var decoded = new byte[padded.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(padded, decoded, out var length))
            return false;
        bytes = decoded[..length];
        return true;
    }
}
