using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server;

/// <summary>Keeps the answer to unknown methods away from requests that are no gRPC calls.</summary>
internal sealed class GrpcContentTypeConstraint : IRouteConstraint
{
    public bool Match(
        HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is not null && ProtocolNames.IsGrpcContentType(httpContext.Request.ContentType);
}
