using System.Net;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>Makes the HTTP request of a call.</summary>
internal static class RequestHead
{
    private static readonly string UserAgent =
        $"grpc-csharp-acpfleet/{typeof(RequestHead).Assembly.GetName().Version?.ToString(3) ?? "0"}";

    /// <param name="timeout">What is left until the deadline.</param>
    /// <param name="encoding">The encoding of the call's messages, or null.</param>
    public static HttpRequestMessage Create(
        GrpcChannel channel, IMethod method, string? host, Metadata? metadata, TimeSpan? timeout, string? encoding)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(channel.Address, method.FullName))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var headers = request.Headers;
        headers.Host = host;
        if (timeout is { } left)
            headers.TryAddWithoutValidation(ProtocolNames.Timeout, TimeoutHeader.Encode(left));
        headers.TryAddWithoutValidation("te", ProtocolNames.Trailers);
        if (encoding is not null)
            headers.TryAddWithoutValidation(ProtocolNames.Encoding, encoding);
        headers.TryAddWithoutValidation(ProtocolNames.AcceptEncoding, MessageEncoding.Accepted);
        if (metadata?.Get("user-agent") is null)
            headers.TryAddWithoutValidation("user-agent", UserAgent);
        // The transport would join values of one name with ", ", which not every server takes for bytes.
        foreach (var named in (metadata ?? Metadata.Empty).Where(entry => !ProtocolNames.IsReserved(entry.Key)).GroupBy(entry => entry.Key))
            headers.TryAddWithoutValidation(named.Key, string.Join(',', named.Select(MetadataCodec.EncodeValue)));
        return request;
    }

    /// <summary>The encoding that the caller asks for in the call's metadata; null for none.</summary>
    /// <exception cref="InvalidOperationException">It is not known here.</exception>
    public static string? RequestedEncoding(Metadata? metadata)
    {
        var asked = metadata?.GetValue(ProtocolNames.EncodingRequest);
        if (MessageEncoding.IsIdentity(asked))
            return null;
        return MessageEncoding.IsGzip(asked)
            ? MessageEncoding.Gzip
            : throw new InvalidOperationException(
                $"The metadata asks for the message encoding '{asked}'; known: {MessageEncoding.Accepted}.");
    }
}
