using System.Globalization;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Statuses from what a peer sent: <c>grpc-status</c>, HTTP status codes, HTTP/2 error codes.</summary>
internal static class StatusCodec
{
    /// <summary>Numbers that are no status code become UNKNOWN.</summary>
    public static Status FromTrailers(string status, string? message)
    {
        var detail = message is null ? "" : PercentEncoding.Decode(message);
        if (!int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new(StatusCode.Unknown, $"The server sent the grpc-status '{status}', which is no number. {detail}".TrimEnd());
        return number is >= (int)StatusCode.OK and <= (int)StatusCode.Unauthenticated
            ? new((StatusCode)number, detail)
            : new(StatusCode.Unknown, $"The server sent the unknown grpc-status {number}. {detail}".TrimEnd());
    }

    /// <summary>For answers without a <c>grpc-status</c> (http-grpc-status-mapping of the gRPC documentation).</summary>
    public static StatusCode FromHttpStatus(int httpStatus) => httpStatus switch
    {
        400 => StatusCode.Internal,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.Unimplemented,
        429 or 502 or 503 or 504 => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    /// <summary>For a stream or connection that the peer broke off (PROTOCOL-HTTP2, Errors).</summary>
    public static StatusCode FromHttp2Error(long errorCode) => errorCode switch
    {
        0x7 => StatusCode.Unavailable, // REFUSED_STREAM
        0x8 => StatusCode.Cancelled, // CANCEL
        0xb => StatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => StatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => StatusCode.Internal,
    };
}
