using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Answers UNIMPLEMENTED to calls of services and methods that nobody mapped.</summary>
internal static class UnknownMethodEndpoint
{
    private const string Name = "gRPC - unknown service or method";

    /// <summary>Maps it, once however many services there are.</summary>
    public static void Map(IEndpointRouteBuilder routes, ILogger<CallEndpoint> logger)
    {
        if (routes.DataSources.Any(source => source is Marker))
            return;
        routes.DataSources.Add(new Marker());
        var pattern = RoutePatternFactory.Parse(
            "{**unknownGrpcMethod}", defaults: null, parameterPolicies: new RouteValueDictionary { ["unknownGrpcMethod"] = new GrpcContentTypeConstraint() });
        routes.Map(pattern, http => AnswerAsync(http, logger)).WithDisplayName(Name).WithOrder(int.MaxValue);
    }

    private static async Task AnswerAsync(HttpContext http, ILogger<CallEndpoint> logger)
    {
        if (!CallEndpoint.IsCall(http))
            return;
        var path = http.Request.Path.Value ?? "";
        GrpcServerLog.UnknownMethod(logger, path, HttpServerCallContext.PeerOf(http));
        http.Response.ContentType = Wire.ProtocolNames.ContentType;
        using var response = new CallResponse(http, CallSettings.From(new(), "unknown methods"));
        await response.FinishAsync(new(StatusCode.Unimplemented, $"There is no method {path} here."), Metadata.Empty).ConfigureAwait(false);
    }

    /// <summary>Has no endpoints; says that the endpoint is mapped.</summary>
    private sealed class Marker : EndpointDataSource
    {
        public override IReadOnlyList<Endpoint> Endpoints => [];

        public override Microsoft.Extensions.Primitives.IChangeToken GetChangeToken() =>
            Microsoft.Extensions.FileProviders.NullChangeToken.Singleton;
    }
}
