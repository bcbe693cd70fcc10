using System.Text;
using Grpc.Core;

namespace AcpFleet.Coordinator.Access;

/// <summary>A gRPC answer that is a status and nothing else (trailers-only), before any handler runs.</summary>
internal static class GrpcRefusal
{
    public static void Write(HttpContext http, StatusCode code, string detail)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "application/grpc";
        http.Response.Headers["grpc-status"] = ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.Headers["grpc-message"] = Encode(detail);
    }

    /// <summary>Percent-encoding of the gRPC protocol document: everything but printable ASCII, and the percent sign.</summary>
    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b is >= 0x20 and <= 0x7E and not (byte)'%')
                encoded.Append((char)b);
            else
                encoded.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }
}
