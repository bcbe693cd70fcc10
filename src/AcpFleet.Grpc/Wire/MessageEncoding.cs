namespace Grpc.Wire;

/// <summary>The encodings of messages that both sides of this implementation know.</summary>
internal static class MessageEncoding
{
    public const string Identity = "identity";
    public const string Gzip = "gzip";

    /// <summary>For <c>grpc-accept-encoding</c>.</summary>
    public const string Accepted = "identity,gzip";

    public static bool IsGzip(string? encoding) => string.Equals(encoding, Gzip, StringComparison.OrdinalIgnoreCase);

    public static bool IsIdentity(string? encoding) =>
        string.IsNullOrEmpty(encoding) || string.Equals(encoding, Identity, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a peer's list, with commas, names gzip.</summary>
    public static bool ListsGzip(string? accepted)
    {
        foreach (var part in accepted.AsSpan().Split(','))
        {
            if (accepted.AsSpan(part).Trim().Equals(Gzip, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
