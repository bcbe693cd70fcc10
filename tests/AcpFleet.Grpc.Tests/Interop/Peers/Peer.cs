namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>The implementations that talk to each other.</summary>
public enum Peer
{
    /// <summary>Ours.</summary>
    Own,

    /// <summary>grpcio, over the C core.</summary>
    Python,

    /// <summary>@grpc/grpc-js, in JavaScript.</summary>
    Node,
}
