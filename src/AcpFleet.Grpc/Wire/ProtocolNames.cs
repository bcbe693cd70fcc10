namespace Grpc.Wire;

/// <summary>The names and fixed values of gRPC over HTTP/2.</summary>
internal static class ProtocolNames
{
    public const string ContentType = "application/grpc";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Trailers = "trailers";

    /// <summary>
    /// The official API's way to ask for an encoding: an entry of this name in the metadata that is about to be sent.
    /// It does not travel.
    /// </summary>
    public const string EncodingRequest = "grpc-internal-encoding-request";

    /// <summary>Headers that belong to the protocol: never metadata, in neither direction.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "content-type", "content-length", "content-encoding", "te", "host", "connection", "transfer-encoding", "trailer",
        Timeout, Encoding, AcceptEncoding, Status, Message, "grpc-message-type", EncodingRequest,
    };

    public static bool IsReserved(string name) => Reserved.Contains(name);

    /// <summary>Whether a content type announces gRPC: <c>application/grpc</c>, alone or followed by a format or parameters.</summary>
    public static bool IsGrpcContentType(string? contentType)
    {
        if (contentType is null || !contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase))
            return false;
        return contentType.Length == ContentType.Length || contentType[ContentType.Length] is '+' or ';' or ' ';
    }
}
