using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>Reads what headers and trailers of a response say.</summary>
internal static class ResponseHead
{
    /// <summary>Whether the response ends with its headers: a trailers-only answer, or no gRPC at all.</summary>
    public static bool IsWholeAnswer(HttpResponseMessage response, [NotNullWhen(true)] out CallEnding? ending)
    {
        ending = null;
        if (Single(response.Headers, ProtocolNames.Status) is { } status)
        {
            ending = Ending(response.Headers, status);
            return true;
        }
        if ((int)response.StatusCode != 200)
        {
            ending = new(new(
                StatusCodec.FromHttpStatus((int)response.StatusCode),
                $"The answer is no gRPC: HTTP status {(int)response.StatusCode}."));
            return true;
        }
        var contentType = Single(response.Content.Headers, "content-type");
        if (ProtocolNames.IsGrpcContentType(contentType))
            return false;
        ending = new(new(StatusCode.Unknown, $"The answer is no gRPC: its content-type is '{contentType}'."));
        return true;
    }

    /// <summary>The end of a response that was read to its end.</summary>
    public static CallEnding FromTrailers(HttpResponseMessage response) =>
        Single(response.TrailingHeaders, ProtocolNames.Status) is { } status
            ? Ending(response.TrailingHeaders, status)
            : new(new(StatusCode.Unknown, "The server ended the response without a grpc-status."));

    /// <exception cref="RpcException">INTERNAL: a binary header is not base64.</exception>
    public static Metadata ReadMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                if (!MetadataCodec.TryAdd(metadata, name, value))
                    throw new RpcException(new Status(StatusCode.Internal, $"The received header '{name}' is not valid base64."));
            }
        }
        return metadata;
    }

    public static string? Single(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count > 0 ? values.First() : null;

    private static CallEnding Ending(HttpHeaders headers, string status)
    {
        try
        {
            return new(StatusCodec.FromTrailers(status, Single(headers, ProtocolNames.Message)), ReadMetadata(headers));
        }
        catch (RpcException broken)
        {
            return new(broken.Status);
        }
    }
}
