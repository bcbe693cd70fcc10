using Grpc.Core;

namespace Grpc.Wire;

/// <summary>The peer sent what cannot be accepted: broken framing, a message over a limit, an unknown encoding.</summary>
internal sealed class WireException(StatusCode statusCode, string detail, Exception? cause = null)
    : RpcException(new Status(statusCode, detail, cause));
