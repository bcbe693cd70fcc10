using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>How a call ended.</summary>
/// <param name="ByCaller">The caller cancelled it, or its deadline passed on this side.</param>
internal sealed record CallEnding(Status Status, Metadata Trailers, bool ByCaller = false)
{
    public CallEnding(Status status, bool byCaller = false)
        : this(status, Metadata.Empty, byCaller)
    {
    }

    public Exception ToException(bool preferOperationCanceled)
    {
        var exception = new RpcException(Status, Trailers);
        return ByCaller && preferOperationCanceled
            ? new OperationCanceledException(Status.Detail, exception)
            : exception;
    }
}
