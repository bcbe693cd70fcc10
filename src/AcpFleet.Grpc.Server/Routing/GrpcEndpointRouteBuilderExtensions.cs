using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Answers the calls of a service with <typeparamref name="TService"/>, which derives from a generated base class.
    /// Each call gets the registered instance, or a new one made from the call's services.
    /// Attributes on the class and its methods become endpoint metadata.
    /// </summary>
    /// <exception cref="InvalidOperationException"><c>AddGrpc</c> was not called, an option is out of bounds, or the class is no gRPC service.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.ServiceProvider;
        var time = services.GetService<TimeProvider>()
            ?? throw new InvalidOperationException("Call services.AddGrpc() before MapGrpcService.");
        var logger = services.GetRequiredService<ILogger<CallEndpoint>>();
        UnknownMethodEndpoint.Map(builder, logger);
        var settings = CallSettings.From(OptionsOf<TService>(services), typeof(TService).Name);
        return new ServiceEndpoints<TService>(builder, settings, time, logger).MapAll();
    }

    /// <summary>The options of all services, changed by those of this one.</summary>
    private static GrpcServiceOptions<TService> OptionsOf<TService>(IServiceProvider services)
        where TService : class
    {
        var all = services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        var own = new GrpcServiceOptions<TService>
        {
            MaxSendMessageSize = all.MaxSendMessageSize,
            MaxReceiveMessageSize = all.MaxReceiveMessageSize,
            EnableDetailedErrors = all.EnableDetailedErrors,
            ResponseCompressionAlgorithm = all.ResponseCompressionAlgorithm,
            ResponseCompressionLevel = all.ResponseCompressionLevel,
            MessageTimeLimit = all.MessageTimeLimit,
        };
        foreach (var configure in services.GetServices<IConfigureOptions<GrpcServiceOptions<TService>>>())
            configure.Configure(own);
        return own;
    }
}
