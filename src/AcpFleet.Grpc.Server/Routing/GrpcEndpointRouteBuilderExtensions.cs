using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Answers the calls of a service with <typeparamref name="TService"/>, which derives from a generated base class.
    /// Each call gets the registered instance, or a new one made from the call's services.
    /// Attributes on the class and its methods become endpoint metadata.
    /// </summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        throw new NotImplementedException();
    }
}
