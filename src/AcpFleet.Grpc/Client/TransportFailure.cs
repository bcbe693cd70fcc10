using System.Text;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>The status of a call that the transport could not carry to its end.</summary>
internal static class TransportFailure
{
    public static Status ToStatus(Exception failure)
    {
        if (failure is RpcException { Status: var status })
            return status;
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpProtocolException protocol)
                return new(StatusCodec.FromHttp2Error(protocol.ErrorCode), Describe(failure), failure);
        }
        return failure is HttpRequestException or IOException or OperationCanceledException
            ? new(StatusCode.Unavailable, Describe(failure), failure)
            : new(StatusCode.Internal, Describe(failure), failure);
    }

    /// <summary>All causes in one line: the innermost is the one that helps ("certificate has expired", "Connection refused").</summary>
    private static string Describe(Exception failure)
    {
        var text = new StringBuilder();
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (text.Length > 0)
                text.Append(" <- ");
            text.Append(cause.GetType().Name).Append(": ").Append(cause.Message);
        }
        return text.ToString();
    }
}
