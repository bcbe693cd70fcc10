namespace Grpc.AspNetCore.Server;

/// <summary>The options of one service; they start as a copy of those given to <c>AddGrpc</c>.</summary>
public sealed class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class
{
}
