using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>What <c>AddGrpc</c> gives back, for <c>AddServiceOptions</c>.</summary>
public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}
